import type { Measure } from '../../actions/targets'
import type { Ref, Unit, UnitRef } from './answers'
// What the server says of a merger, a division, a new name or a new place of units.

export interface Along {
  members: number
  phones: number
  waiting: number
  codes: number
  /** At least. */
  unsent: number
  sessions: number
  people: number
}

export interface GoneTeam extends Ref, Along {
  before: UnitRef
  /** Null while nobody has said. */
  after: UnitRef | null
}

export interface Brought {
  unit: UnitRef
  number: number | null
  /** In tenths of a percent. */
  share: number | null
}

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
  together: Along & { teams: number }
  accounts: (Ref & { before: UnitRef; after: UnitRef | null; without_password: boolean })[]
  targets: BroughtTarget[]
  closed: { unit: UnitRef; month: string; code: string }[]
}
