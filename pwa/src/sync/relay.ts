import { sendBundle } from '../api/bundles'
import { type Bundle, toBase64Url } from '../rules/parcel'
import { markDelivered, markRefused, waitingCarried } from '../store/relay'
import type { CarriedBundle } from '../store/rows'
import { isWithin } from '../store/throttle'
import { toApiResult } from './api-result'

/** What the server will never take, however often it is brought. */
const FOR_EVER = new Set(['bundle_not_signed', 'bundle_damaged', 'invalid_shape', 'body_too_large'])

/** What may be otherwise another day: its phone has joined again, or this one has. */
const FOR_A_DAY = new Set([
  'bundle_unknown_phone',
  'unauthenticated',
  'device_unknown',
  'device_revoked',
  'wrong_role',
])

/** How many changes were taken, how many of them wait for a person to look at, and whether some were
 * of what is erased. */
export type Delivered =
  | { ok: true; changes: number; waiting: number; gone: boolean }
  | { ok: false; problem: string }

const FOR_A_PERSON = new Set(['held', 'review', 'id_reuse'])

/** One bundle to the server: how many changes it has taken, or why not. */
export async function deliver({ device, payload, signature }: Bundle): Promise<Delivered> {
  const answer = await toApiResult(
    sendBundle({ device, payload: toBase64Url(payload), signature: toBase64Url(signature) }),
  )
  if (!answer.ok) return { ok: false, problem: answer.problem }
  const { results } = answer.body as { results: { verdict: string }[] }
  const later = results.some((one) => one.verdict === 'retry')
  if (later) return { ok: false, problem: 'server_trouble' }
  const waiting = results.filter((one) => FOR_A_PERSON.has(one.verdict)).length
  const gone = results.some((one) => one.verdict === 'gone')
  return { ok: true, changes: results.length, waiting, gone }
}

let delivering: Promise<void> | null = null

/**
 * Brings what is carried for other phones to the server. Each is kept until there is an answer for
 * it; ids make doubles harmless, so two pages may do it at once. PROTOCOL 8.3
 */
export async function deliverCarried(): Promise<void> {
  delivering ??= deliverAll().finally(() => {
    delivering = null
  })
  await delivering
}

async function deliverAll(): Promise<void> {
  for (const bundle of await waitingCarried()) {
    if (isLater(bundle)) continue
    if (!(await settled(bundle))) return
  }
}

/** What the server turned away is brought again after a day, and not with every round. */
const AGAIN_MS = 24 * 3_600_000
const isLater = ({ code, tried }: CarriedBundle): boolean =>
  code !== null && isWithin(tried, AGAIN_MS, new Date())

/** False where the server could not be asked: then the others wait too. */
async function settled(bundle: CarriedBundle): Promise<boolean> {
  const told = await deliver(bundle)
  const now = new Date().toISOString()
  if (told.ok) {
    await markDelivered(bundle.id, now, told.gone)
    return true
  }
  const { problem } = told
  if (problem === 'unreachable') return false
  // Whatever else went wrong on the way is asked again with the next round, and holds up no other.
  if (FOR_EVER.has(problem) || FOR_A_DAY.has(problem)) {
    await markRefused(bundle.id, problem, FOR_EVER.has(problem), now)
  }
  return true
}
