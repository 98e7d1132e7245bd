import { t, type Word } from '../../i18n'
import { me, today, useLive } from '../../queries'
import { failedCheck, ready } from '../../queries/ready'

/**
 * Before the day's first session: whether the phone may go where no network is; and always that its
 * clock is wrong, for each session then stands on a wrong day. It stands under all that is tapped, for
 * it comes late and must push nothing away.
 */
export function NotReady() {
  const day = useLive(today())
  const person = useLive(me())
  const first = failedCheck()
  const wrongClock = ready()?.clock === false
  const shown = wrongClock ? 'clock' : first
  if (!shown || !day || (day.sessions.length > 0 && !wrongClock)) return null
  if (!person || person.state === 'unjoined') return null
  return (
    <a class="card look" href="/me">
      {t('ready.no.why', { what: t(`ready.lacks.${shown}` as Word) })}
    </a>
  )
}
