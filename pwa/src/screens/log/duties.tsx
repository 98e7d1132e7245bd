import { Icon } from '../../components/icon'
import { t, type Word } from '../../i18n'

const MAY: Word[] = ['rules.may.1', 'rules.may.2', 'rules.may.3']
const MAY_NOT: Word[] = ['rules.not.1', 'rules.not.2', 'rules.not.3']

/** Six lines: what a volunteer may do for people, and what never. */
export function Duties() {
  return (
    <>
      <section class="card calm">
        <h2>{t('rules.may')}</h2>
        <Lines words={MAY} icon="check" />
      </section>
      <section class="card stop">
        <h2>{t('rules.not')}</h2>
        <Lines words={MAY_NOT} icon="close" />
      </section>
    </>
  )
}

function Lines({ words, icon }: { words: Word[]; icon: 'check' | 'close' }) {
  return (
    <ul class="stack">
      {words.map((line) => (
        <li class="rule" key={line}>
          <Icon name={icon} />
          <span>{t(line)}</span>
        </li>
      ))}
    </ul>
  )
}
