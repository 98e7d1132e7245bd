import { refreshTeam, refreshUnits } from '../../../actions/lead/desk'
import { deskKeys } from '../../../queries/desk-answer'
import { useAnswer } from '../../lead/answer'
import type { Ref, Rows, Unit } from '../../lead/api-types'
import { formatUnit } from './tree'

interface Where {
  unit?: string | undefined
  team?: string | undefined
}

/** What a unit or a team is called that an address names; undefined where it names none. */
export function usePlaceName({ unit, team }: Where): string | undefined {
  const key = team ? deskKeys.team(team) : deskKeys.units()
  const { body } = useAnswer<Ref | Rows<Unit>>(key, () =>
    team ? refreshTeam(team) : refreshUnits(),
  )
  if (!body) return undefined
  if ('name' in body) return body.name
  const found = body.rows.find((one) => one.id === unit)
  return found && formatUnit(found)
}
