import { useUntilTouched } from '../../components/as-opened'
import { t } from '../../i18n'
import { shiftDay } from '../../i18n/dates'
import { today, useLive } from '../../queries'
import { type Activity, activities, HELPING, nextOf } from '../../queries/activities'
import { formatWhen } from '../shared/format-when'

/** So many days ahead somebody plans for. */
const AHEAD = 3

/** What the phone's people are expected at, from today to the day after the day after tomorrow. */
export function ActivityCard() {
  const day = useLive(today())?.day
  const all = useUntilTouched(useLive(activities()))
  if (!day) return null
  const until = shiftDay(day, AHEAD)
  const near = (all ?? []).flatMap((one) => {
    const next = nextOf(one, day)
    return next && next.day <= until && isToTell(one) ? { one, next } : []
  })
  const [first, ...others] = near
  if (!first) return null
  const { one, next } = first
  return (
    <a class="card calm" href={others.length > 0 ? '/activities' : `/activities/${one.id}`}>
      <strong>{t('home.activity', { when: formatWhen(next, day), name: one.name })}</strong>
      <span class="small">
        {one.status === 'called_off' ? t('home.activity.off') : one.place}
        {others.length > 0 && ` · ${t('home.activity.others', { n: others.length })}`}
      </span>
    </a>
  )
}

/** Of days of action the first screen tells on their day already, if nothing more is known of them. */
const isToTell = ({ activity_kind, slots, status }: Activity): boolean =>
  !HELPING.has(activity_kind) || slots.length > 0 || status === 'called_off'
