import type { Outcome } from './outcome'

export interface ServiceInput {
  code: string
  people: number
  outcome: string
  reasons?: string[]
}

export interface HelpSessionInput {
  /** "YYYY-MM-DD"; today if absent. */
  day?: string
  /** "HH:MM"; now if absent. */
  start?: string
  people: number
  placeKind: string
  place?: string | null
  ageBand?: string
  companions?: string[]
  services: ServiceInput[]
  note?: string
}

export type Saved = Outcome<{ id: string }>

export declare function saveHelpSession(input: HelpSessionInput): Promise<Saved>
export declare function addOneMore(sessionId: string): Promise<Saved>
export declare function editHelpSession(
  id: string,
  patch: Partial<HelpSessionInput>,
): Promise<Outcome>
export declare function voidHelpSession(id: string): Promise<Outcome>
export declare function restoreHelpSession(id: string): Promise<Outcome>
