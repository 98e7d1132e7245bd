// Practice has a store of its own, so that nothing of it can ever be sent or counted.

/** The name of its store, and of the flag that a window has for as long as it lasts. */
export const PRACTICE_STORE = 'tungngo-practice'

/** Whether this page is for practice. */
export const PRACTICE: boolean = isMarked()

/** The name of the store that this page has. */
export const STORE = PRACTICE ? PRACTICE_STORE : 'tungngo'

export function setPractice(on: boolean): void {
  if (on) sessionStorage.setItem(PRACTICE_STORE, '1')
  else sessionStorage.removeItem(PRACTICE_STORE)
}

// A worker has none, and a browser may refuse it.
declare const sessionStorage: {
  getItem(name: string): string | null
  setItem(name: string, value: string): void
  removeItem(name: string): void
}

/** Where nothing can be marked it is no practice. */
function isMarked(): boolean {
  try {
    return sessionStorage.getItem(PRACTICE_STORE) !== null
  } catch {
    return false
  }
}
