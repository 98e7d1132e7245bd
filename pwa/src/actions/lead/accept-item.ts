import { actingMember } from '../../store/acting'
import {
  type Accepted,
  dropAccepted,
  putAccepted,
  readAccepted,
} from '../../store/lead/accepted-items'
import type { Outcome } from '../outcome'
import { settleAs } from './desk'

/** Long enough to see what was tapped, and to take it back. */
export const TAKE_BACK_MS = 5_000

// What no server has answered for, or what it could not do just now.
const UNDONE = ['unreachable', 'server_trouble']

type End = 'due' | 'left' | 'taken back'

/** What waits for its moment in this page. */
const waiting = new Map<string, (end: End) => void>()

/**
 * Accepts an item a moment later, so that a slip can be taken back; at once where the page is left. It is
 * kept until the server has answered: the next page sends what this one could not. Null where it was
 * taken back.
 */
export async function accept(item: string): Promise<Outcome | null> {
  const accepted = { item, acting: await actingMember(), at: Date.now() }
  await putAccepted(accepted)
  const { answer, end } = await settleInAMoment(accepted)
  // Whoever is still there is told, and may try again.
  if (isUndone(answer) && end === 'due') await dropAccepted(item)
  return answer
}

/**
 * Goes on with what an earlier page had accepted. What cannot be sent now is kept for the next one; what
 * was settled meanwhile that page may have sent itself, so nobody is told.
 */
export async function resumeAccepted(): Promise<Outcome[]> {
  const earlier = (await readAccepted()).filter(({ item }) => !waiting.has(item))
  const ended = await Promise.all(earlier.map(settleInAMoment))
  return ended.flatMap(({ answer }) =>
    answer && !isUndone(answer) && !wasSettled(answer) ? [answer] : [],
  )
}

/** Nothing is sent, in whatever page it was accepted. */
export async function takeBack(item: string): Promise<void> {
  waiting.get(item)?.('taken back')
  await dropAccepted(item)
}

async function settleInAMoment(accepted: Accepted): Promise<{ answer: Outcome | null; end: End }> {
  const { item, acting } = accepted
  const end = await momentOf(accepted)
  waiting.delete(item)
  // Where the page is left there is no time to look: another one may have taken it back.
  const isDue = end === 'left' || (end === 'due' && (await isKept(item)))
  const answer = isDue ? await settleAs(item, 'accept', acting) : null
  if (answer && !isUndone(answer)) await dropAccepted(item)
  return { answer, end }
}

function momentOf({ item, at }: Accepted): Promise<End> {
  return new Promise((end) => {
    waiting.set(item, end)
    setTimeout(end, Math.max(0, at + TAKE_BACK_MS - Date.now()), 'due')
    addEventListener('pagehide', () => end('left'), { once: true })
  })
}

const isKept = async (item: string) => (await readAccepted()).some((each) => each.item === item)

const isUndone = (answer: Outcome | null) => !answer?.ok && UNDONE.includes(answer?.problem ?? '')

const wasSettled = (answer: Outcome) => !answer.ok && answer.problem === 'conflict_settled'
