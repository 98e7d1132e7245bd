import { Figures } from '../../../components/figures'
import { t } from '../../../i18n'
import type { Counted } from '../../lead/api-types'
import { sessionsAddress } from '../shared/addresses'
import type { Days } from '../shared/period'

interface Props {
  total: Counted
  days: Days
  unit: string | undefined
  team: string | undefined
  /** Whether who is signed in may read sessions and teams too, not only totals. */
  opens: boolean
}

/** Three figures that are never added up, and the way to what they are made of. */
export function Sums({ total, days, unit, team, opens }: Props) {
  const volunteers = total.volunteer_turns
  const figures = [
    { label: t('desk.people'), value: total.people ?? 0, counts: 'people' },
    { label: t('desk.turns'), value: total.turns ?? 0, counts: 'turns' },
  ]
  if (volunteers)
    figures.push({ label: t('desk.volunteers'), value: volunteers.union, counts: 'volunteers' })
  return (
    <section class="card sums" aria-label={t('desk.figures')}>
      <Figures figures={figures} />
      {volunteers && (
        <p class="soft small number">
          {t('desk.apart', {
            police: volunteers.police,
            partner: volunteers.partner,
            other: volunteers.other,
          })}
        </p>
      )}
      {opens && (
        <p class="row no-print">
          <a class="button" href={sessionsAddress({ unit: team ? undefined : unit, team, days })}>
            {!total.sessions
              ? t('desk.open_sessions.all')
              : t('desk.open_sessions', { n: total.sessions })}
          </a>
          {team && (
            <a class="button" href={`/desk/team/${team}`}>
              {t('desk.open_team')}
            </a>
          )}
        </p>
      )}
    </section>
  )
}
