import { useEffect, useState } from 'preact/hooks'
import { setDirty } from '../../actions/app'
import { saveHelpSession } from '../../actions/help-session'
import { clearDraft, saveDraft } from '../../actions/phone'
import type { Catalogue } from '../../queries'
import { t } from '../../words'
import { asksReason, type Draft, MOST_NOTE, toInput, toUsual } from './draft'
import { sayNotSaved, saySaved, summary } from './say'
import { holdsCitizenData } from './screened'

export const USUAL = 'usual'

/** What keeps a form from being saved, in words; null when nothing does. */
export function whatIsMissing(draft: Draft, catalogue: Catalogue): string | null {
  if (draft.services.length === 0) return t('log.no_service')
  const open = draft.services.some(
    (line) => asksReason(catalogue, line.outcome) && line.reasons.length === 0,
  )
  if (open) return t('log.no_reason')
  return null
}

/** True when the form holds something that may not be saved; the field itself says what. */
export function isBlocked(draft: Draft, today: string): boolean {
  const note = draft.note.normalize('NFC')
  return draft.day > today || [...note].length > MOST_NOTE || holdsCitizenData(note)
}

/** Saves a form as a new session and remembers what is usual; true when it is durable. */
export async function saveNew(draft: Draft, catalogue: Catalogue): Promise<boolean> {
  const saved = await saveHelpSession(toInput(draft))
  if (!saved.ok) {
    void sayNotSaved(saved.problem)
    return false
  }
  saySaved(saved.id, summary(draft, catalogue))
  await saveDraft(USUAL, toUsual(draft))
  return true
}

/** A form's draft, kept under a key so that a closed browser loses nothing; null leaves none. */
export function useDirty(dirty: boolean): void {
  useEffect(() => {
    setDirty(dirty)
    return () => setDirty(false)
  }, [dirty])
}

/** Keeps what has been filled in under a key, until it is saved or put away. */
export function useKept(key: string, draft: Draft | null): () => void {
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (draft && !done) void saveDraft(key, draft)
  }, [key, draft, done])
  return () => {
    setDone(true)
    void clearDraft(key)
  }
}
