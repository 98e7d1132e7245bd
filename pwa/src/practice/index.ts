// Practice has a store of its own, so that nothing of it can ever be sent or counted.

/** The name of its store, and of the flag that a window has for as long as it lasts. */
export const PRACTICE_STORE = 'tungngo-practice'
/** The store of practice at the desk: a volunteer may practise in another window meanwhile. */
export const DESK_PRACTICE_STORE = `${PRACTICE_STORE}-desk`

/** Under which name a window keeps what was done at the desk, for as long as that practice lasts. */
export const PRACTICE_ACTS = `${PRACTICE_STORE}-acts`

const flag = readFlag()

/** Whether this page is for practice. */
export const PRACTICE: boolean = flag !== null

/** Whether it is the desk that is practised, with answers made up on this page. */
export const DESK_PRACTICE: boolean = flag === 'desk'

/** The name of the store that this page has. */
export const STORE = DESK_PRACTICE ? DESK_PRACTICE_STORE : PRACTICE ? PRACTICE_STORE : 'tungngo'

/** Begins a practice, with nothing done in it yet, or ends it. */
export function setPractice(of: 'phone' | 'desk' | null): void {
  sessionStorage.removeItem(PRACTICE_ACTS)
  if (of) sessionStorage.setItem(PRACTICE_STORE, of)
  else sessionStorage.removeItem(PRACTICE_STORE)
}

// A worker has none, and a browser may refuse it.
declare const sessionStorage: {
  getItem(name: string): string | null
  setItem(name: string, value: string): void
  removeItem(name: string): void
}

/** Where nothing can be marked it is no practice. */
function readFlag(): string | null {
  try {
    return sessionStorage.getItem(PRACTICE_STORE)
  } catch {
    return null
  }
}
