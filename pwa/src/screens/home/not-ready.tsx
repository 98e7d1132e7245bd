import { me, today, useLive } from '../../queries'
import { lack } from '../../queries/ready'
import { t, type Word } from '../../words'

/**
 * Before the day's first session: whether the phone may go where no network is. It stands under all
 * that is tapped, for it comes late and must push nothing away.
 */
export function NotReady() {
  const day = useLive(today())
  const person = useLive(me())
  const first = lack()
  if (!first || !day || day.sessions.length > 0) return null
  if (!person || person.state === 'unjoined') return null
  return (
    <a class="card look" href="/me">
      {t('ready.no.why', { what: t(`ready.lacks.${first}` as Word) })}
    </a>
  )
}
