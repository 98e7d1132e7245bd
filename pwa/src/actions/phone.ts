import { choosePerson } from '../store/bind-people'
import { deleteDraft, putDraft } from '../store/change-drafts'
import { today } from '../store/days'
import { putSetting } from '../store/settings'
import { setStatus } from '../store/status'
import { dismissSent } from '../store/verdicts'

/** Sends now, whatever the timers say; what was set aside is tried again. */
export async function sendNow(): Promise<void> {
  await (await import('../sync/triggers')).sendNow()
}

/**
 * Several people may share a phone: the current one is the author of what is recorded next. Who has
 * a PIN types it before the screen opens.
 */
export async function chooseCurrentPerson(member: string, team: string): Promise<void> {
  // What the one before was counting is theirs, and becomes a session under their name.
  const { closeIdleCrowd } = await import('./crowd')
  await closeIdleCrowd(0)
  await choosePerson(member, team)
  setStatus({ unlocked: null })
}

/** Takes a notice (screened text, an erased record) off the list once it has been read. */
export async function acknowledge(change: string): Promise<void> {
  await dismissSent(change)
}

/** Hands the unsent and unsettled changes over as a file; false if there are none. */
export async function exportUnsent(lineOf: (sessions: number) => string): Promise<boolean> {
  return await (await import('./export')).exportUnsent(lineOf)
}

/** Drafts outlive the page: the camera alone may kill it on a small phone. */
export async function saveDraft(key: string, value: unknown): Promise<void> {
  await putDraft(key, value, new Date().toISOString())
}

/** With a record only the form that becomes it. */
export async function clearDraft(key: string, record?: string): Promise<void> {
  await deleteDraft(key, record)
}

/** "Để sau": the first screen names what this phone lacks again tomorrow. */
export async function putOffReady(): Promise<void> {
  await putSetting('readyPutOff', today())
}
