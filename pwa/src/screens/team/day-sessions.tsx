import { useState } from 'preact/hooks'
import { Icon } from '../../components/icon'
import { t } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import { catalogue, useLive } from '../../queries'
import { sessionsOn } from '../../queries/lead/sessions-between'
import { SessionLine } from '../shared/session-line'

const DAY = 86_400_000

/** The team's sessions of one day, to be opened, corrected or voided; all of it is on the phone. */
export function DaySessions({ team }: { team: string }) {
  const today = inVietnam(Date.now()).day
  const [day, setDay] = useState(today)
  const known = useLive(catalogue())
  const sessions = useLive(sessionsOn(day, day))?.filter((one) => one.team === team)
  const move = (days: number) =>
    setDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10))
  return (
    <section class="stack">
      <h2>{t('own_team.sessions')}</h2>
      <div class="spread">
        <button
          type="button"
          class="button"
          aria-label={t('own_team.day.before')}
          onClick={() => move(-1)}
        >
          <Icon name="back" />
        </button>
        <span class="number" role="status">
          {formatDay(day)}
        </span>
        <button
          type="button"
          class="button"
          aria-label={t('own_team.day.after')}
          disabled={day >= today}
          onClick={() => move(1)}
        >
          <Icon name="forward" />
        </button>
      </div>
      {sessions?.length === 0 && <p class="empty">{t('own_team.sessions.none')}</p>}
      {known && sessions && sessions.length > 0 && (
        <ul class="lines">
          {sessions.map((session) => (
            <li key={session.id}>
              <SessionLine session={session} catalogue={known} from="team" />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
