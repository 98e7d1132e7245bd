import type { RequestInput } from '../store/request'
import type { Pace } from './backoff'
import { buildRequest } from './envelope'
import type { Answer, Ports, RoundEnd } from './ports'

const HALVE = [400, 413, 415, 422]
const HEEDED = [401, 403, 409]
/**
 * So many times a lone change may be refused, or bring the server down, before it is set aside: once
 * it may have been the way that spoiled the request.
 */
const REFUSALS = 2
const CRASHES = 5

/** An answer for the whole request. Nothing is ever deleted because of one. PROTOCOL 4 */
export async function handleRefusal(
  answer: Answer,
  input: RequestInput,
  ports: Ports,
  pace: Pace,
): Promise<RoundEnd> {
  const count = input.changes.length
  const code = codeOf(answer)
  if (answer.status === 401) {
    return await handleUnauthorized(ports, pace)
  }
  if (answer.status === 403 && code === 'device_revoked') {
    await ports.store.noteStanding('revoked')
    return { end: 'stopped' }
  }
  if (answer.status === 409) {
    await ports.store.startHistoryRebuild()
    return { end: 'done', left: true }
  }
  pace.failed(count)
  const halve = HALVE.includes(answer.status)
  const alone = count === 1 ? input.changes[0]?.id : undefined
  let more = halve && count > 1
  if (alone !== undefined && (halve || answer.status === 500)) {
    const times = pace.refused(alone)
    if (times >= (halve ? REFUSALS : CRASHES)) {
      // Without it the request must be answered. If not, the change is not what is wrong, and
      // setting one after the other aside would empty the outbox for nothing.
      const without = { ...input, changes: [] }
      const probe = await ports.remote.sendRound(buildRequest(without, ports))
      if (probe.status === 200) {
        await ports.store.setAside(alone, code)
        return { end: 'done', left: true }
      }
      // Only without it the server came to say what else is to be heeded first.
      if (HEEDED.includes(probe.status)) return await handleRefusal(probe, without, ports, pace)
    }
    more = halve && times < REFUSALS
  }
  if (more) return { end: 'done', left: true }
  return { end: 'wait', retryAfter: answer.retryAfter }
}

/** 401: the phone joins again by itself, once; where that does not help, a person has to. */
export async function handleUnauthorized(ports: Ports, pace: Pace): Promise<RoundEnd> {
  const back = pace.rejoined ? 'no' : await ports.rejoin()
  pace.rejoined = back === 'joined'
  if (back === 'joined') return { end: 'done', left: true }
  if (typeof back === 'object') return { end: 'wait', ...back }
  await ports.store.noteStanding('signed_out')
  return { end: 'stopped' }
}

export function codeOf(answer: Answer): string {
  const code = (answer.body as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'internal'
}
