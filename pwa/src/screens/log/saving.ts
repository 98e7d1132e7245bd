import { useEffect } from 'preact/hooks'
import { setDirty } from '../../actions/app'
import { clearDraft, saveDraft } from '../../actions/phone'
import { addPlace } from '../../actions/places'
import { saveHelpSession } from '../../actions/save-session'
import { problem, t } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { formatNumber } from '../../i18n/format'
import type { Catalogue } from '../../queries'
import { onlyClean } from '../../queries/screening'
import { MOST_NOTE, MOST_PEOPLE } from '../../rules/kinds/session-bounds'
import {
  type Draft,
  endsWrongly,
  isWrongDay,
  lacksReason,
  type PersistedDraft,
  servesTooMany,
  startsLater,
  toInput,
  toUsual,
} from './draft'
import { showSaved, showSavedElsewhere, summary, whyNotSaved } from './messages'
import { containsCitizenData } from './screened'

/** What the next form of the same person begins with. */
export const USUAL = 'usual'

/** What keeps a form from being saved: where it stands, and in words. */
export interface Missing {
  at?: 'services' | 'place' | 'reasons' | 'people' | 'start' | 'end' | 'companions'
  text: string
  /** It was asked whether so many people are meant: the next tap says that they are. */
  many?: number
}

/** From so many people on in one form, one figure may have been typed too often: it is asked back. */
const MANY = 100

/**
 * What keeps a form from being saved; null when nothing does. `author` is the session's,
 * `stands` how it is before the form, `told` what kept it from being saved at the last tap.
 */
export function whatIsMissing(
  draft: Draft,
  catalogue: Catalogue,
  {
    author = null,
    stands,
    told,
  }: { author?: string | null; stands?: Draft; told?: Missing | null } = {},
  now = inVietnam(Date.now()),
): Missing | null {
  if ([draft, ...draft.services].some(({ people }) => people < 1))
    return { at: 'people', text: t('do.between', { min: 1, max: MOST_PEOPLE }) }
  if (draft.services.length === 0) return { at: 'services', text: t('log.no_service') }
  if (draft.newPlace?.trim()) return { at: 'place', text: t('log.place.unadded') }
  if (lacksReason(catalogue, draft, stands)) return { at: 'reasons', text: t('log.no_reason') }
  if (servesTooMany(draft, stands)) return { at: 'people', text: t('log.too_many') }
  if (startsLater(draft, now)) {
    return { at: 'start', text: t('log.start.future', { now: now.time }) }
  }
  if (endsWrongly(draft, now)) return { at: 'end', text: t('log.end.wrong') }
  if (author !== null && draft.companions.includes(author)) {
    return { at: 'companions', text: t('log.companion.author') }
  }
  const { people } = draft
  if (people >= MANY && people !== stands?.people && people !== told?.many)
    return { at: 'people', text: t('log.many', { n: formatNumber(people) }), many: people }
  return null
}

/** True when the form holds something that may not be saved; the field itself says what. */
export function isBlocked(draft: Draft, today: string): boolean {
  const note = draft.note.normalize('NFC')
  return isWrongDay(draft, today) || [...note].length > MOST_NOTE || containsCitizenData(note)
}

/**
 * The form with the place that was typed on the team's list; or the sentence that says why not. It takes
 * a moment, and what was put in meanwhile stays: `newest` tells what stands in the form by then.
 */
export async function withPlaceAdded(draft: Draft, newest: () => Draft): Promise<Draft | Missing> {
  const name = draft.newPlace?.normalize('NFC').trim()
  if (!name) return { ...draft, newPlace: undefined }
  if (containsCitizenData(name)) return { at: 'place', text: t('log.place.unadded') }
  const kind = draft.newPlaceKind
  if (!kind) return { at: 'place', text: t('log.place.kind.missing') }
  const added = await addPlace(name, kind)
  if (!added.ok) return { at: 'place', text: problem(added.problem) }
  return withPlace(newest(), added.id, draft)
}

/** A form with a place that was added for it as it stood `then`, unless another is wanted by now. */
export function withPlace(now: Draft, place: string, then: Draft): Draft {
  const { newPlaceKind: kind } = then
  const isWanted = now.newPlace === then.newPlace && now.newPlaceKind === kind
  if (!isWanted) return now
  return {
    ...now,
    newPlace: undefined,
    newPlaceKind: undefined,
    place,
    placeKind: kind ?? now.placeKind,
  }
}

/** Saves a form, kept under a key, as the new session that it becomes; null when it is durable, else the sentence that says why not. */
export async function saveNew(
  draft: Draft,
  catalogue: Catalogue,
  keys: { form: string; usual: string },
  record: string,
): Promise<string | null> {
  const saved = await saveHelpSession(toInput(draft), keys.form, record)
  if (!saved.ok) return whyNotSaved(saved)
  if (saved.again) showSavedElsewhere()
  else showSaved(saved.id, summary(draft, catalogue))
  // The session is saved whatever becomes of what the next form begins with.
  ifItCan(saveDraft(keys.usual, toUsual(draft)))
  return null
}

/** A form with unsaved input holds back the reload of an update. */
export function useDirty(dirty: boolean): void {
  useEffect(() => {
    setDirty(dirty)
    return () => setDirty(false)
  }, [dirty])
}

/**
 * Keeps what has been filled in under a key, until it is saved or put away: in the very turn of the
 * change, so that no later tap on "Lưu" comes before it.
 */
export function persistForm(key: string, form: PersistedDraft): void {
  ifItCan(saveDraft(key, { ...form, draft: withoutCitizens(form.draft) }))
}

/** With a record only if it is still that one's form: another window may have begun another. */
export function clearForm(key: string, record?: string): void {
  ifItCan(clearDraft(key, record))
}

/** A store that cannot is told of on the first screen, and the form itself is still there. */
const ifItCan = (work: Promise<void>): void => void work.catch(() => undefined)

/** A citizen's number is not kept for a moment, not even in a form that nobody has saved. */
const withoutCitizens = (draft: Draft): Draft => ({
  ...draft,
  note: onlyClean(draft.note),
  ...(draft.newPlace && { newPlace: onlyClean(draft.newPlace) }),
})
