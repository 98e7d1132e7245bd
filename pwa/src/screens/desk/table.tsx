import { t } from '../../words'
import { formatDay, formatInstant, formatNumber } from '../../words/format'
import { sessionsAddress, totalsAddress } from './addresses'
import type { TallyRow } from './answers'
import type { ByName } from './by'
import type { Days } from './period'

interface Props {
  rows: TallyRow[]
  by: ByName
  days: Days
  unit: string | undefined
  team: string | undefined
}

/** Bars and numbers in one table: what is drawn is what is written. */
export function Table({ rows, by, days, unit, team }: Props) {
  if (rows.length === 0) return <p class="empty">{t('desk.none')}</p>
  const byTurns = by === 'service' || by === 'outcome'
  const measure = (row: TallyRow) => (byTurns ? row.totals.turns : row.totals.people)
  const sorted = by === 'day' ? rows : [...rows].sort((a, b) => measure(b) - measure(a))
  const most = Math.max(...rows.map(measure), 1)
  const volunteers = rows.some((row) => row.totals.volunteer_turns)
  const people = !byTurns
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" aria-label={t('desk.by')} tabIndex={0}>
      <table class="bars">
        <caption class="unseen">{t('desk.by')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.col.name')}</th>
            {people && <th scope="col">{t('desk.col.people')}</th>}
            <th scope="col">{t('desk.col.turns')}</th>
            {volunteers && (
              <th scope="col" class="third">
                {t('desk.col.volunteers')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Name row={row} by={by} days={days} unit={unit} team={team} />
                <Bar share={measure(row) / most} />
              </th>
              {people && <td>{formatNumber(row.totals.people)}</td>}
              <td>{formatNumber(row.totals.turns)}</td>
              {volunteers && (
                <td class="third">{formatNumber(row.totals.volunteer_turns?.union ?? 0)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Bar({ share }: { share: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="8" />
      <rect class="fill" width={share > 0 ? Math.max(1, share * 100) : 0} height="8" />
    </svg>
  )
}

function Name({ row, by, days, unit, team }: Omit<Props, 'rows'> & { row: TallyRow }) {
  return (
    <>
      <a href={addressOf({ row, by, days, unit, team })}>{nameOf(row, by, unit)}</a>
      {by === 'team' && (
        <span class="soft small">
          {row.last_contact
            ? t('desk.sent_at', { when: formatInstant(row.last_contact) })
            : t('desk.never_sent')}
        </span>
      )}
      {(row.unsent_at_least ?? 0) > 0 && (
        <span class="tag">{t('desk.unsent_n', { n: row.unsent_at_least ?? 0 })}</span>
      )}
    </>
  )
}

/** A unit's row in its own table is what its own teams did, not those below. */
function nameOf(row: TallyRow, by: ByName, unit: string | undefined): string {
  if (by === 'day') return formatDay(row.key)
  const own = by === 'unit' && (row.id ?? row.key) === unit
  return own ? t('desk.own_teams', { name: row.label }) : row.label
}

/** Every number opens: a unit or team its own page, the rest the sessions behind it. */
function addressOf({ row, by, days, unit, team }: Omit<Props, 'rows'> & { row: TallyRow }): string {
  const id = row.id ?? row.key
  if (row.kind === 'team' || by === 'team') return totalsAddress({ team: id, days })
  if (by === 'unit') {
    return totalsAddress({ unit: id, days, ...(id === unit && { by: 'team' }) })
  }
  const where = team ? { team } : { unit }
  if (by === 'day') {
    return sessionsAddress({ ...where, days: { period: 'range', from: row.key, to: row.key } })
  }
  return sessionsAddress({ ...where, days, [by]: row.key })
}
