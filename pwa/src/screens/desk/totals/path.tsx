import { t } from '../../../i18n'
import type { Unit } from '../../lead/api-types'
import { formatUnit } from '../shared/tree'

interface Props {
  units: Unit[]
  unit: string | undefined
  /** The page shows a team, so the unit itself is a step back too. */
  team: boolean
}

/** The units above, each a way back up. */
export function Path({ units, unit, team }: Props) {
  const byId = new Map(units.map((u) => [u.id, u]))
  const above: Unit[] = []
  let at = unit ? byId.get(unit) : undefined
  if (at && !team) at = at.parent ? byId.get(at.parent) : undefined
  while (at && above.length < 10) {
    above.unshift(at)
    at = at.parent ? byId.get(at.parent) : undefined
  }
  if (above.length === 0) return null
  return (
    <nav class="path no-print" aria-label={t('desk.path')}>
      {above.map((u) => (
        <a key={u.id} href={`/desk?unit=${u.id}`}>
          {formatUnit(u)}
        </a>
      ))}
    </nav>
  )
}
