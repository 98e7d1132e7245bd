import { useEffect } from 'preact/hooks'
import { chooseCurrentPerson } from '../../actions/phone'
import { lockScreen } from '../../actions/pin'
import { Icon } from '../../components/icon'
import { Sheet } from '../../components/sheet'
import { t } from '../../i18n'
import { type Me, mayAct, type Person } from '../../queries'

interface Props {
  person: Me
  onClose: () => void
}

/** Whose name stands under what is logged next. Who has a PIN types it first. */
export function Chooser({ person, onClose }: Props) {
  const { current, people } = person
  // It stays until the phone is the other's: what is tapped sooner would still be under this name.
  useEffect(() => onClose, [current?.member, current?.team])
  const choose = (one: Person) => {
    if (one === current) onClose()
    else void chooseCurrentPerson(one.member, one.team)
  }
  return (
    <Sheet title={t('lock.title')} onClose={onClose}>
      <ul class="lines">
        {people
          .filter((one) => one === current || mayAct(one))
          .map((one) => (
            <li key={`${one.member}/${one.team}`}>
              <button
                type="button"
                class="line"
                aria-pressed={one === current}
                onClick={() => choose(one)}
              >
                <span class="spread">
                  <span class="name">{one.name}</span>
                  {one === current && <Icon name="check" size={20} />}
                </span>
                <span class="soft small">{one.teamName}</span>
              </button>
            </li>
          ))}
      </ul>
      {current?.hasPin && (
        <button
          type="button"
          class="button"
          onClick={() => {
            onClose()
            lockScreen()
          }}
        >
          {t('lock.now', { name: current.name })}
        </button>
      )}
      <a class="link" href="/me">
        {t('lock.more')}
      </a>
    </Sheet>
  )
}
