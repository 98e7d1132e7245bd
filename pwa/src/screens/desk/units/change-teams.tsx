import { Figures } from '../../../components/figures'
import { t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import { formatUnit } from '../shared/tree'
import type { GoneTeam, UnitsChanged } from './api-types'
import { describeMoved } from './describe-change'

/** The teams that go along, with their people, phones, codes, and what counts in the new unit. */
export function MovedTeams({ preview }: { preview: UnitsChanged }) {
  const { together, teams } = preview
  const day = formatDay(preview.on)
  const beside = describeMoved(together, ['codes', 'waiting', 'unsent'])
  return (
    <section class="card roomy" aria-label={t('change.along')}>
      <h2>{t('change.along')}</h2>
      <Figures
        figures={[
          { label: t('change.along.teams'), value: together.teams },
          { label: t('change.along.members'), value: together.members },
          { label: t('change.along.phones'), value: together.phones },
        ]}
      />
      {beside && <p class="number">{beside}</p>}
      {teams.length > 0 && (
        <p class="number">
          {together.sessions > 0
            ? t('change.count', { n: together.sessions, people: together.people, day })
            : t('change.count.none', { day })}
        </p>
      )}
      {teams.length > 0 && (
        <ul class="lines">
          {teams.map((team) => (
            <li class="line" key={team.id}>
              <Team team={team} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const COUNTS = ['members', 'phones', 'waiting', 'codes', 'unsent', 'sessions'] as const

function Team({ team }: { team: GoneTeam }) {
  const from = formatUnit(team.before)
  const along = describeMoved(team, COUNTS)
  return (
    <>
      <span class="name">{team.name}</span>
      <span class="soft small">
        {team.after && t('change.goes', { from, to: formatUnit(team.after) })}
      </span>
      {along && <span class="soft small number">{along}</span>}
    </>
  )
}
