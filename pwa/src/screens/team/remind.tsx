import { refreshPhones } from '../../actions/lead/desk'
import { Copy } from '../../components/copy'
import { t } from '../../i18n'
import { me, useLive } from '../../queries'
import { deskKeys } from '../../queries/desk-answer'
import { useAnswer } from '../lead/answer'
import type { PhoneRow, Rows } from '../lead/api-types'
import { reminderFor, toRemind } from './reminder'

/** So many names fit beside a button. */
const NAMED = 3

interface Props {
  phones: PhoneRow[]
  name?: (phone: PhoneRow) => string
}

/** Who should be reminded, and the word for it, to be pasted into the team's chat. */
export function Remind({ phones, name = ({ member }) => member.name }: Props) {
  const own = useLive(me())?.device
  // Whoever holds this phone sees on it what it lacks.
  const others = phones.filter(({ device }) => device !== own)
  const asked = toRemind(others)
  if (asked.length === 0) return null
  const names = asked.slice(0, NAMED).map(name).join(', ')
  const n = asked.length - NAMED
  return (
    <section class="card look">
      <p>{n > 0 ? t('reminder.who.more', { names, n }) : t('reminder.who', { names })}</p>
      <p>
        <Copy text={reminderFor(others, name)} label={t('reminder.copy')} />
      </p>
    </section>
  )
}

/** The same on the lead's first screen, once the server has told of the team's phones. */
export function RemindTeam({ team }: { team: string }) {
  const { body } = useAnswer<Rows<PhoneRow>>(deskKeys.phones({ team }), () =>
    refreshPhones({ team }),
  )
  return body && <Remind phones={body.rows} />
}
