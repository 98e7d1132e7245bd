import { ChangeRefused } from '../rules/refusal'
import { StoreError } from '../store/errors'

/** What an action answers; `problem` is a code of the register of problems (i18n/ has its sentence). */
export type Outcome<T = object> =
  | ({ ok: true } & T)
  | {
      ok: false
      problem: string
      details?: Readonly<Record<string, unknown>>
      /** Seconds that the server asks to wait. */
      retryAfter?: number | null
    }

/**
 * Runs an action and names what kept it from being done: a value that the rules refuse, or the
 * store. Anything else is a defect and passes.
 */
export async function outcomeOf<T extends object>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, ...(await work()) }
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, problem: error.code }
    if (error instanceof ChangeRefused) {
      return { ok: false, problem: error.code, details: { field: error.field } }
    }
    throw error
  }
}
