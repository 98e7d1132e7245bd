import type { Measure } from '../../../actions/desk/targets'
import type { Wire } from '../../../api/wire'
import type { Older, Plan, UnitRef } from '../../lead/api-types'
// The server's answers about targets, indicators and reports, as far as the desk shows them.

export interface TargetRow {
  id: string
  measure: Measure
  of: string
  from: string
  to: string
  goal: number | null
  share: number | null
  denominator: number | null
  denominator_name: string | null
  note: string | null
}

export type Part = Wire['PartDone']

/** A target in force, and how far it is. Shares are in tenths of a percent. */
export interface Goal {
  /** Null for one that came over from the units in `carried`. */
  set_here: TargetRow | null
  may_change: boolean
  carried: string[]
  measure: Measure
  of: string
  label_vi: string | null
  label_en: string | null
  from: string
  to: string
  /** Null for a share that is measured and not counted. */
  number: number | null
  share: number | null
  denominator: number | null
  today: Part | null
  week: Part | null
  done: number | null
  /** Of turns those that ended well; null where turns are not what is counted. */
  completed?: number | null
  planned: number | null
  left: number | null
  days_left: number
  per_day: number | null
}

export interface Progress {
  on: string
  name: string
  may_set: boolean
  rows: Goal[]
  other: Goal[]
}

export interface Weight {
  unit: string
  name: string
  kind: string
  weight: number
  note: string | null
}

export interface Indicator {
  code: string
  kind: 'count' | 'share'
  label_vi: string
  label_en: string
  unit_vi: string
  unit_en: string
  active: boolean
}

export interface Value {
  id: string
  indicator: Indicator
  unit: string | null
  team: string | null
  name: string
  from: string
  to: string
  value: number
  source: string
  entered_by: string | null
  entered_at: string
}

export type FourFigures = Wire['Figures']

export interface MonthlyReport {
  /** YYYY-MM of a month alone. */
  month: string | null
  kind?: string
  activity?: Wire['Campaign']
  from: string
  to: string
  unit: UnitRef & { code: string }
  as_of: string
  closed: { code: string; at: string } | null
  completeness: { teams: number; teams_with_unsent: number; unsent_at_least: number }
  total: FourFigures
  plan: Plan | null
  by: 'unit' | 'team'
  rows: { key: string; label: string; kind: string; figures: FourFigures; plan: Plan | null }[]
  teams?: Wire['ReportTeam'][]
  groups: {
    key: string
    label: string
    label_en?: string
    turns: number
    plan: number | null
    completed?: number
    completed_plan?: number | null
  }[]
  outcomes: { key: string; label: string; label_en?: string; people: number }[]
  reasons: { key: string; label: string; label_en?: string; people: number }[]
  indicators: {
    key: string
    label: string
    label_en?: string
    kind: 'count' | 'share'
    unit: string
    unit_en?: string
    value: number | null
    plan: number | null
    sources: string
    beyond?: { value: number; from: string; to: string }[]
  }[]
  /** A month that was closed by a version before this one has none. */
  activities?: {
    id: string
    name: string
    from: string
    to: string
    place: string
    partners: string | null
    unit_name: string
    teams: number
    figures: FourFigures
  }[]
  late: { month: string; figures: FourFigures }[]
  /** Nor of these. */
  beside?: Wire['ReportBeside'][]
  closed_below?: Wire['ClosedBelow'][]
  compared?: Wire['Compared'][]
  plan_from?: Wire['PlanFrom'][]
  /** Of a closed month what is counted today. */
  now?: FourFigures
}

export type ClosedMonth = Older<Wire['ClosedMonth'], 'reopened'>

export type SnapshotCheck = Older<Wire['Snapshot'], 'reopened_at'>
