import { pathOf } from '../../../api/paths'
import { useAnswer } from '../../lead/answer'
import type { Ref, Rows, Unit } from '../../lead/api-types'
import { formatUnit } from './tree'

interface Where {
  unit?: string | undefined
  team?: string | undefined
}

/** What a unit or a team is called that an address names; undefined where it names none. */
export function usePlaceName({ unit, team }: Where): string | undefined {
  const path = team ? pathOf('/api/teams/{team_id}', { team_id: team }) : pathOf('/api/units')
  const { body } = useAnswer<Ref | Rows<Unit>>(path)
  if (!body) return undefined
  if ('name' in body) return body.name
  const found = body.rows.find((one) => one.id === unit)
  return found && formatUnit(found)
}
