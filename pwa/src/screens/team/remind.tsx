import { Copy } from '../../components/copy'
import { t } from '../../i18n'
import { me, useLive } from '../../queries'
import { notBegun } from '../../queries/lead/newcomers'
import { useQuery } from '../lead/answer'
import type { PhoneRow } from '../lead/api-types'
import { groupOf } from './phone-needs'
import { errandsOf, reminderFor, toRemind } from './reminder'

/** So many are told of before the button is out of sight. */
const NAMED = 3

interface Props {
  phones: PhoneRow[]
  name?: (phone: PhoneRow) => string
  /** Members who have not begun yet. */
  newcomers?: readonly string[] | undefined
}

/** Who should be reminded and of what, and the word for it, to be pasted into the team's chat. */
export function Remind({ phones, name = ({ member }) => member.name, newcomers }: Props) {
  const own = useLive(me())?.device
  // Whoever holds this phone sees on it what it lacks.
  const all = phones.filter(({ device }) => device !== own)
  const others = all.filter((phone) => groupOf(phone, newcomers) !== 'new')
  const asked = toRemind(others)
  const added = [...new Set(all.filter((phone) => !others.includes(phone)).map(name))]
  return (
    <>
      {added.length > 0 && (
        <p class="card quiet">
          {`${t('reminder.phones.new', { n: added.length })}: ${added.slice(0, NAMED).join(', ')}`}
          {added.length > NAMED && ' …'}
        </p>
      )}
      {asked.length > 0 && <Asked asked={asked} others={others} name={name} />}
    </>
  )
}

interface AskedProps {
  asked: PhoneRow[]
  others: PhoneRow[]
  name: (phone: PhoneRow) => string
}

function Asked({ asked, others, name }: AskedProps) {
  const left = asked.length - NAMED
  return (
    <section class="card look">
      <p>{t('reminder.who', { n: asked.length })}</p>
      {errandsOf(asked.slice(0, NAMED), name).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {left > 0 && <p>{t('reminder.more', { n: left })}</p>}
      <p>
        <Copy text={reminderFor(others, name)} label={t('reminder.copy')} />
      </p>
    </section>
  )
}

/** The same on the lead's first screen, once the server has told of the team's phones. */
export function RemindTeam({ team }: { team: string }) {
  const { body } = useQuery('/api/phones', { team })
  const newcomers = useLive(notBegun())
  return body && newcomers ? <Remind phones={body.rows} newcomers={newcomers} /> : null
}
