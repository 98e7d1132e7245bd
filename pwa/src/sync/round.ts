import { vietnamTime } from '../store/days'
import type { RequestInput } from '../store/request'
import { type RoundAnswer, readRoundAnswer } from './answer'
import { askWhatIsMissing } from './have'
import { MOST_BYTES, type Pace } from './pace'
import type { Answer, Ports } from './ports'
import { codeOf, refused } from './refused'
import { buildRequest, type RoundEnd } from './request'

/** One round trip: push what fits, pull a page. Everything it learns is in the store when it ends. PROTOCOL 7 */
export async function runRound(
  ports: Ports,
  pace: Pace,
  most: number = pace.size,
): Promise<RoundEnd> {
  const noRoom = pace.noRoom(ports.now())
  const material = await ports.store.readRequestInput(most, MOST_BYTES, noRoom)
  // A round that shall push nothing leaves nothing to do.
  if (most === 0) material.left = false
  // Before anybody has joined nothing leaves the phone.
  if (!material.device || !material.standing) return { end: 'stopped' }
  if (material.rebuild?.phase === 'have') {
    return await askWhatIsMissing(ports, pace, material.mark.generation)
  }
  const started = ports.now()
  ports.tell({ inFlight: new Set(material.changes.map((change) => change.id)) })
  try {
    const answer = await ports.remote.sendRound(buildRequest(material, ports))
    ports.tell({ online: 'yes' })
    if (answer.status === 429 && material.changes.length > 0) {
      return await setAsideRefused(answer, material, ports, pace)
    }
    if (answer.status !== 200) return await refused(answer, material, ports, pace)
    const told = readRoundAnswer(answer.body, material)
    if (!told) return unreachable(ports, pace, material)
    pace.rejoined = false
    await ports.store.noteFull(noRoom.size > 0)
    const ended = await take(told, material, ports)
    if (material.left) pace.succeeded(ports.now().getTime() - started.getTime())
    return ended
  } catch (error) {
    if ((error as Error).name !== 'Unreachable') throw error
    return unreachable(ports, pace, material)
  } finally {
    ports.tell({ inFlight: new Set() })
  }
}

/**
 * The server takes no push now. What it has for this phone, an approval or how something was settled,
 * may be what ends that, so it is fetched all the same. PROTOCOL 4.5.8
 */
async function setAsideRefused(
  answer: Answer,
  material: RequestInput,
  ports: Ports,
  pace: Pace,
): Promise<RoundEnd> {
  const full = codeOf(answer) === 'waiting_full'
  if (full) await ports.store.noteFull(true)
  if (full && pace.findRoom(answer, material.changes, ports.now())) {
    return { end: 'done', left: true }
  }
  if (!full) pace.failed(material.changes.length)
  for (let page = 0; page < 1_000; page += 1) {
    const ended = await runRound(ports, pace, 0)
    if (ended.end !== 'done') return ended
    if (!ended.left) break
  }
  if (full) await ports.store.noteFull(true)
  return { end: 'wait', retryAfter: answer.retryAfter }
}

function unreachable(ports: Ports, pace: Pace, material: RequestInput): RoundEnd {
  ports.tell({ online: 'no' })
  pace.failed(material.changes.length)
  return { end: 'wait', retryAfter: null }
}

async function take(told: RoundAnswer, material: RequestInput, ports: Ports): Promise<RoundEnd> {
  const { store } = ports
  if (told.now) await store.noteServerNow(told.now)
  const now = told.now ?? ports.now().toISOString()
  const mark = await store.takeVerdicts(told.results, told.seen, material.mark, now)
  await store.repairsReported(material.repaired)
  await store.noteUpgrade(told.upgrade)
  await store.noteStanding(
    told.revoked || (!told.upgrade && told.channels.length === 0) ? 'revoked' : 'welcome',
  )
  await store.noteArrivals(told.arrivals)
  const later = told.results.some((result) => result.verdict === 'retry')
  const unheard = material.changes.length > 0 && told.results.length === 0
  // Too old to be told rows, the app cannot end a rebuild, which keeps its changes here till then.
  const goesOn = material.left && (!told.upgrade || material.changes.length > 0)
  const left = await takePulled(told, mark, ports, goesOn)
  return later || unheard ? { end: 'wait', retryAfter: null } : { end: 'done', left }
}

/** @returns whether there is more to do at once */
async function takePulled(
  told: RoundAnswer,
  mark: RequestInput['mark'],
  { store, now }: Ports,
  left: boolean,
): Promise<boolean> {
  if (told.upgrade) return left
  const taken = await store.takePage(told, mark)
  if (taken === 'stale' || taken.rebuilt !== null || told.more) return true
  const unequal = await store.unequalChannels(told.digest, taken.mark, now())
  if (unequal.length === 0) return left
  const more = await store.startRepair(unequal, vietnamTime(now()).day)
  return left || more
}
