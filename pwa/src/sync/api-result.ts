import { type Answer, problemOf } from '../api/http'
import { setStatus } from '../store/status'

/**
 * A good answer's body, or the code of the problem. `unreachable` and `server_trouble` are the phone's
 * own, the first with status 0 like all that no server said.
 */
export type ApiResult =
  | { ok: true; body: unknown; etag: string | null; status: number }
  | {
      ok: false
      problem: string
      details: Readonly<Record<string, unknown>>
      status: number
      /** Seconds that the server asks to wait. */
      retryAfter?: number | null
    }

// Of these the register says that the app sends again, as a round does. Of what a person asked for
// nothing is sent again but by that person.
const NOT_AGAIN = ['internal', 'server_busy']

/** Waits for one answer that a person asked for. Never throws for what a network can do. */
export async function toApiResult(answer: Promise<Answer>): Promise<ApiResult> {
  try {
    const told = await answer
    setStatus({ online: 'yes' })
    const { status, body, etag, retryAfter } = told
    if (status < 300 || status === 304) return { ok: true, body, etag, status }
    const details = (body as { details?: Record<string, unknown> } | null)?.details ?? {}
    const named = problemOf(told)
    const problem = NOT_AGAIN.includes(named) ? 'server_trouble' : named
    return { ok: false, problem, details, status, retryAfter }
  } catch (error) {
    if ((error as Error).name !== 'Unreachable') throw error
    setStatus({ online: 'no' })
    return { ok: false, problem: 'unreachable', details: {}, status: 0 }
  }
}
