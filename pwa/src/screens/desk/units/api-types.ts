import type { Measure } from '../../../actions/desk/targets'
import type { Wire } from '../../../api/wire'
import type { Ref, Unit, UnitRef } from '../../lead/api-types'
// What the server says of a merger, a division, a new name or a new place of units.

export type Moved = Omit<Wire['Together'], 'teams'>

export type GoneTeam = Wire['GoneTeam']

export type Brought = Wire['BroughtPart']

export interface BroughtTarget extends Brought {
  measure: Measure
  of: string
  label_vi: string | null
  label_en: string | null
  from: string
  to: string
  comes: 'sum' | 'own' | 'none'
  parts: Brought[]
}

export interface UnitsChanged {
  done: boolean
  on: string
  refusals: { code: string; what: 'unit' | 'team'; id: string | null; name: string }[]
  ends: Unit[]
  begins: (Unit & { is_new: boolean })[]
  teams: GoneTeam[]
  together: Moved & { teams: number }
  accounts: (Ref & { before: UnitRef; after: UnitRef | null; without_password: boolean })[]
  belongings: Wire['Belonging'][]
  belongings_in_all: number
  targets: BroughtTarget[]
  closed: { unit: UnitRef; month: string; code: string }[]
}
