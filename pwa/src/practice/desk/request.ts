import type { Wire } from '../../api/wire'
import type { Session } from './fixtures'
import type { Acts, Values } from './practice-state'

/** One request: what is asked, and what there is to answer from. An answer may change `acts`. */
export interface Request {
  query: Readonly<Record<string, string>>
  body: Values
  /** What stands in the open places of the path. */
  ids: readonly string[]
  acts: Acts
  sessions: Session[]
  /** YYYY-MM-DD */
  today: string
  now: string
}

/** What a request comes to: a body, or the code of a problem. */
export type Reply = { body: unknown } | { problem: string }

/** A body in the shape that the server gives it. */
export const told = <Name extends keyof Wire>(_shape: Name, body: Wire[Name]): Reply => ({ body })
export const refused = (problem: string): Reply => ({ problem })
