import { useRef, useState } from 'preact/hooks'
import { clearDraft, saveDraft } from '../../../actions/phone'
import { draft, useLive } from '../../../queries'
import { deskAnswer } from '../../../queries/desk-answer'
import { deskFormKey, openForms } from '../../../queries/lead/forms'
import { type Kind, onlyClean } from '../../../queries/screening'

/** What a form holds, by field; `id` is drawn when it begins and stays its own, and `seen` is what stood
 * there when the first of it was typed. */
export type Fields = Record<string, string>

export interface PersistedForm<T extends Fields> {
  values: T
  set: (some: Partial<T>) => void
  /** It was handed in or put away. */
  forget: () => void
  /** It was there before, and nobody has just asked for it. */
  restored: boolean
}

/** Ids, hashes of files and days are chosen, never written. */
const CHOSEN = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{64}$|^\d{4}-\d\d-\d\d$/
/** What the desk's forms are for: the names of volunteers, teams and units. */
const MEANT: readonly Kind[] = ['person_name', 'address']

const NOBODY: ReadonlySet<string> = new Set()

// Not by signed-in.ts: that comes with the desk's frame, which is kept on first use only, and leads'
// phones keep the forms.
const useAccount = (): string => useLive(deskAnswer('/api/session'))?.body.account.id ?? ''

/** Which forms of who is signed in are begun: they stand open when their screen is opened again. */
export function useBegunForms(): ReadonlySet<string> {
  return useLive(openForms(useAccount())) ?? NOBODY
}

/** Whether a form stands open: as was asked for, else if it was begun. */
export function useOpenForm(form: string): [open: boolean, setOpen: (open: boolean) => void] {
  const [asked, ask] = useState<boolean>()
  const begun = useBegunForms().has(form)
  return [asked ?? begun, ask]
}

/** Under which key a form of who is signed in is kept; nothing is kept while nobody is. */
export function useDeskKey(form: string): string | null {
  const account = useAccount()
  return account ? deskFormKey(account, form) : null
}

/**
 * What is typed into a form of the desk. It outlives a reload: what differs from how the form begins
 * is kept in the turn of the change, for who is signed in alone, and without what could tell who a
 * citizen is. No password is ever typed into such a form.
 */
export function usePersistedForm<T extends Fields>(
  form: string,
  begins: () => T,
): PersistedForm<T> {
  const key = useDeskKey(form)
  const there = useBegunForms().has(form)
  const [restored] = useState(there)
  const [id] = useState(() => begins().id)
  const kept = useLive(draft<Partial<T>>(key ?? ''))
  const [typed, setTyped] = useState<Partial<T>>({})
  // Two fields may change in one turn, before the form is drawn again.
  const latest = useRef<Partial<T>>({})
  const values: T = { ...begins(), ...(id && { id }), ...kept, ...typed }
  const set = (some: Partial<T>) => {
    const { seen } = values
    latest.current = { ...(seen && { seen }), ...latest.current, ...some }
    setTyped(latest.current)
    if (key) persist(key, { ...values, ...latest.current }, begins())
  }
  return { values, set, forget: () => key && ifItCan(clearDraft(key)), restored }
}

function persist<T extends Fields>(key: string, values: T, began: T): void {
  const changed = Object.entries(values).filter(
    ([name, value]) => !NOT_TYPED.includes(name) && value !== began[name] && mayPersist(value),
  )
  const own = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => NOT_TYPED.includes(name) && mayPersist(value)),
  )
  ifItCan(
    changed.length > 0
      ? saveDraft(key, { ...own, ...Object.fromEntries(changed) })
      : clearDraft(key),
  )
}

/** They go with what is typed, and are nothing that anybody typed. */
const NOT_TYPED = ['id', 'seen']

const mayPersist = (value: string): boolean =>
  value === '' || CHOSEN.test(value) || onlyClean(value, MEANT) !== ''

/** A store that cannot is told of elsewhere, and the form itself is still there. */
const ifItCan = (work: Promise<void>): void => void work.catch(() => undefined)
