import { Icon } from '../../parts/icon'
import { Page } from '../../parts/page'
import { t, type Word } from '../../words'

const MAY: Word[] = ['rules.may.1', 'rules.may.2', 'rules.may.3']
const MAY_NOT: Word[] = ['rules.not.1', 'rules.not.2', 'rules.not.3']

/** Six lines: what a volunteer may do for people, and what never. */
export function Rules() {
  return (
    <Page title={t('screen.name.rules')} back="/me">
      <section class="card calm">
        <h2>{t('rules.may')}</h2>
        <ul class="stack">
          {MAY.map((line) => (
            <li class="rule" key={line}>
              <Icon name="check" />
              <span>{t(line)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section class="card stop">
        <h2>{t('rules.not')}</h2>
        <ul class="stack">
          {MAY_NOT.map((line) => (
            <li class="rule" key={line}>
              <Icon name="close" />
              <span>{t(line)}</span>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  )
}
