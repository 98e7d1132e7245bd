import { Choice } from '../../../components/choice'
import { t, type Word } from '../../../i18n'
import { setQuery } from '../../shared/set-query'

const BY = [
  'member',
  'unit',
  'team',
  'group',
  'service',
  'day',
  'month',
  'outcome',
  'reason',
  'place_kind',
  'age_band',
] as const
export type ByName = (typeof BY)[number]

const OF_UNITS: readonly ByName[] = BY.slice(1)
const OF_ONE_TEAM: readonly ByName[] = BY.filter((by) => by !== 'unit' && by !== 'team')

/** Who may read totals alone is told of nobody by name. */
const ofTeam = (opens: boolean): readonly ByName[] =>
  opens ? OF_ONE_TEAM : OF_ONE_TEAM.filter((name) => name !== 'member')

/** By what an address asks the totals to be shown; `usual` where it says nothing of a unit. */
export function byOf(
  query: URLSearchParams,
  usual: 'unit' | 'team' = 'unit',
  opens = true,
): ByName {
  const asked = BY.find((name) => name === query.get('by'))
  const fallback = query.get('team') ? 'service' : usual
  const offered = query.get('team') ? ofTeam(opens) : OF_UNITS
  return asked && offered.includes(asked) ? asked : fallback
}

/** By unit, team, group, service, day …; a single team has no units and teams below it. */
export function By({ by, team, opens }: { by: ByName; team: boolean; opens: boolean }) {
  const names = team ? ofTeam(opens) : OF_UNITS
  return (
    <div class="by no-print">
      <Choice
        legend={t('desk.by')}
        options={names.map((name) => ({ value: name, label: t(`desk.by.${name}` as Word) }))}
        value={by}
        onChange={(value) => setQuery({ by: value })}
      />
    </div>
  )
}

/** Whether old records are shown under today's units or under those of their day. */
export function Boundaries({ boundaries }: { boundaries: 'now' | 'then' }) {
  return (
    <div class="no-print">
      <Choice
        legend={t('desk.boundaries')}
        options={[
          { value: 'now', label: t('desk.boundaries.now') },
          { value: 'then', label: t('desk.boundaries.then') },
        ]}
        value={boundaries}
        onChange={(value) => setQuery({ boundaries: value === 'then' ? 'then' : undefined })}
      />
    </div>
  )
}
