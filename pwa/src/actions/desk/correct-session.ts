import { pathOf } from '../../api/paths'
import type { Fields } from '../../rules/types'
import { change } from '../../sync/desk'
import { differenceOf } from '../edit-session'
import type { HelpSessionInput } from '../help-session'
import type { Outcome } from '../outcome'

/**
 * Corrects a session at the desk: only what differs from what was seen. The server takes it if that
 * still stands there; `changed_meanwhile` if not, and the newest is fetched either way.
 */
export async function correctSession(
  id: string,
  form: HelpSessionInput,
  seen: HelpSessionInput,
  why: string,
): Promise<Outcome> {
  const { set, prev } = differenceOf(form, seen)
  return Object.keys(set).length === 0 ? { ok: true } : await correct(id, set, prev, why)
}

/** Takes a session out of the count, or takes it back into it. */
export async function setSessionStatus(
  id: string,
  status: 'live' | 'void',
  why: string,
): Promise<Outcome> {
  const prev = { status: status === 'void' ? 'live' : 'void' }
  return await correct(id, { status }, prev, why)
}

async function correct(id: string, set: Fields, prev: Fields, why: string): Promise<Outcome> {
  const path = pathOf('/api/help-sessions/{session_id}', { session_id: id })
  const answer = await change('PATCH', path, { set, prev, why }, [path])
  // What the rules found in a value says more than that something is wrong.
  const code = answer.ok ? null : answer.details?.code
  return !answer.ok && typeof code === 'string' ? { ...answer, problem: code } : answer
}
