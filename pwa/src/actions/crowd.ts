import { validate } from '../rules/kinds'
import { DONE } from '../rules/kinds/help_session'
import type { Fields } from '../rules/types'
import {
  type Crowd,
  crowdKeys,
  IDLE_MS,
  peopleOf,
  type Step,
  tapped,
  writeStep,
} from '../store/crowd'
import { vietnamTime } from '../store/days'
import { crowdKey, getDraft } from '../store/drafts'
import { newId } from '../store/ids'
import { writeChange } from '../store/outbox'
import { type Author, currentAuthor } from '../store/people'
import { afterSave } from './after-save'
import { createBy } from './help-session'
import { type Outcome, outcomeOf } from './outcome'
import { fieldsOf } from './save-session'
import { whileSaving } from './saving'

const LOOK_MS = 30_000

/**
 * Makes a step durable; the crowd as it then stands. What one session cannot hold begins the next
 * one, and the one before is saved.
 */
export async function count(
  key: string,
  step: Step,
  fresh: Crowd,
): Promise<Outcome<{ crowd: Crowd }>> {
  return await outcomeOf(async () => {
    for (;;) {
      const begun = { ...fresh, record: newId() }
      const crowd = await writeStep(key, step, begun, Date.now())
      if (crowd) return { crowd }
      await save(key, await readCrowd(key))
    }
  })
}

/**
 * Ends the counting: one session in which each service has its count. What is saved is what stands
 * in the store at that moment, also taps of another window. The crowd that it was; null where
 * nobody was counted, and nothing is saved then.
 */
export async function closeCrowd(key: string): Promise<Outcome<{ crowd: Crowd | null }>> {
  return await outcomeOf(async () => {
    const crowd = await readCrowd(key)
    await save(key, crowd)
    return { crowd: crowd && tapped(crowd) > 0 ? crowd : null }
  })
}

const readCrowd = async (key: string) => (await getDraft(key)) as Crowd | null

/**
 * Ends what the person who holds the phone has not touched for so long. A clock that was set back
 * must not keep it open, and what that person began in another team or under an id that was merged
 * into theirs, which no screen shows any more, ends at once. Nothing is in the way of what follows: what cannot be ended now stays as it is, and
 * the next look finds it again.
 */
export async function closeIdleCrowd(idle = IDLE_MS): Promise<void> {
  try {
    const author = await currentAuthor()
    const own = crowdKey(author ? `${author.member}/${author.team}` : '')
    const ids = author ? [author.member, ...(author.merged ?? [])] : []
    for (const key of author ? await crowdKeys(ids) : [own]) {
      const crowd = await readCrowd(key)
      const isIdle = crowd && Math.abs(Date.now() - crowd.at) >= idle
      if (isIdle || key !== own) await save(key, crowd)
    }
  } catch {
    // Said where somebody ends it by hand.
  }
}

/** Ends what is idle, now and as long as the app is open. */
export function watchCrowd(): void {
  const look = () => void closeIdleCrowd()
  look()
  setInterval(look, LOOK_MS)
  document.addEventListener('visibilitychange', look)
}

async function save(key: string, crowd: Crowd | null): Promise<void> {
  if (!crowd) return
  const { record } = crowd
  const at = vietnamTime(new Date()).instant
  const write = async () =>
    await writeChange(
      { id: newId(), kind: 'help_session', record, at },
      (known, author, left) => {
        const all = left as Crowd | null
        if (!all || tapped(all) === 0 || known.row || known.fields) return null
        return createBy(author, sessionOf(all, author))
      },
      key,
    )
  if (tapped(crowd) === 0) await write()
  else await whileSaving(record, sessionOf(crowd, null), write)
  afterSave()
}

function sessionOf(crowd: Crowd, author: Author | null): Fields {
  const { day, start, placeKind, place, counts } = crowd
  const companions = crowd.companions.filter((member) => member !== author?.member)
  const services = Object.entries(counts).map(([code, people]) => ({ code, people, outcome: DONE }))
  const people = peopleOf(crowd)
  return validate(
    'help_session',
    { day, start, ...fieldsOf({ people, placeKind, place, companions, services }) },
    'create',
  )
}
