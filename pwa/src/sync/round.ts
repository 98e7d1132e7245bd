import { vietnamTime } from '../store/days'
import type { RequestInput } from '../store/request'
import { MOST_BYTES, type Pace } from './backoff'
import { buildRequest, type RoundAnswer, readRoundAnswer } from './envelope'
import { findMissing } from './have'
import type { Answer, Ports, RoundEnd } from './ports'
import { codeOf, handleRefusal } from './refused'

/** One round trip: push what fits, pull a page. Everything it learns is in the store when it ends. PROTOCOL 7 */
export async function runRound(
  ports: Ports,
  pace: Pace,
  most: number = pace.size,
): Promise<RoundEnd> {
  const noRoom = pace.noRoom(ports.now())
  const input = await ports.store.readRequestInput(most, MOST_BYTES, noRoom)
  // A round that shall push nothing leaves nothing to do.
  if (most === 0) input.left = false
  // Before anybody has joined nothing leaves the phone.
  if (!input.device || !input.standing) return { end: 'stopped' }
  if (input.rebuild?.phase === 'have') {
    return await findMissing(ports, pace, input.mark.generation)
  }
  const started = ports.now()
  ports.tell({ inFlight: new Set(input.changes.map((change) => change.id)) })
  try {
    const answer = await ports.remote.sendRound(buildRequest(input, ports))
    ports.tell({ online: 'yes' })
    if (answer.status === 429 && input.changes.length > 0) {
      return await pullOnly(answer, input, ports, pace)
    }
    if (answer.status !== 200) return await handleRefusal(answer, input, ports, pace)
    const result = readRoundAnswer(answer.body, input)
    if (!result) return unreachable(ports, pace, input)
    pace.rejoined = false
    await ports.store.noteFull(noRoom.size > 0)
    const ended = await applyAnswer(result, input, ports)
    if (input.left) pace.succeeded(ports.now().getTime() - started.getTime())
    return ended
  } catch (error) {
    if ((error as Error).name !== 'Unreachable') throw error
    return unreachable(ports, pace, input)
  } finally {
    ports.tell({ inFlight: new Set() })
  }
}

/**
 * The server takes no push now. What it has for this phone, an approval or how something was settled,
 * may be what ends that, so it is fetched all the same. PROTOCOL 4.5.8
 */
async function pullOnly(
  answer: Answer,
  input: RequestInput,
  ports: Ports,
  pace: Pace,
): Promise<RoundEnd> {
  const full = codeOf(answer) === 'waiting_full'
  if (full) await ports.store.noteFull(true)
  if (full && pace.findRoom(answer, input.changes, ports.now())) {
    return { end: 'done', left: true }
  }
  if (!full) pace.failed(input.changes.length)
  for (let page = 0; page < 1_000; page += 1) {
    const ended = await runRound(ports, pace, 0)
    if (ended.end !== 'done') return ended
    if (!ended.left) break
  }
  if (full) await ports.store.noteFull(true)
  return { end: 'wait', retryAfter: answer.retryAfter }
}

function unreachable(ports: Ports, pace: Pace, input: RequestInput): RoundEnd {
  ports.tell({ online: 'no' })
  pace.failed(input.changes.length)
  return { end: 'wait', retryAfter: null }
}

async function applyAnswer(
  result: RoundAnswer,
  input: RequestInput,
  ports: Ports,
): Promise<RoundEnd> {
  const { store } = ports
  if (result.now) await store.noteServerNow(result.now)
  const now = result.now ?? ports.now().toISOString()
  const mark = await store.applyVerdicts(result.results, result.seen, input.mark, now)
  await store.repairsReported(input.repaired)
  await store.noteUpgrade(result.upgrade)
  await store.noteStanding(
    result.revoked || (!result.upgrade && result.channels.length === 0) ? 'revoked' : 'welcome',
  )
  await store.noteArrivals(result.arrivals, result.reviews)
  const later = result.results.some((result) => result.verdict === 'retry')
  const unheard = input.changes.length > 0 && result.results.length === 0
  // Too old to be told rows, the app cannot end a rebuild, which keeps its changes here till then.
  const goesOn = input.left && (!result.upgrade || input.changes.length > 0)
  const left = await applyPulled(result, mark, ports, goesOn)
  return later || unheard ? { end: 'wait', retryAfter: null } : { end: 'done', left }
}

/** @returns whether there is more to do at once */
async function applyPulled(
  result: RoundAnswer,
  mark: RequestInput['mark'],
  { store, now }: Ports,
  left: boolean,
): Promise<boolean> {
  if (result.upgrade) return left
  const taken = await store.applyPage(result, mark)
  if (taken === 'stale' || taken.rebuilt !== null || result.more) return true
  const unequal = await store.unequalChannels(result.digest, taken.mark, now())
  if (unequal.length === 0) return left
  const more = await store.startRepair(unequal, vietnamTime(now()).day)
  return left || more
}
