import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { liveQuery } from 'dexie'

/** A live answer: undefined until the first read is done. */
export type Live<T> = ReadonlySignal<T | undefined>

const known = new Map<string, Live<unknown>>()

/**
 * One live read per key, shared by all who watch it. It follows the store while somebody watches
 * and keeps its last answer afterwards, so that going back to a screen shows it at once; without
 * `keep` it is read anew then, for what must not be an earlier one.
 */
export function live<T>(key: string, read: () => Promise<T>, keep = true): Live<T> {
  return remembered(key, () => {
    let stop: (() => void) | null = null
    const answer = signal<T | undefined>(undefined, {
      watched() {
        const subscription = liveQuery(read).subscribe({
          next: (value) => {
            answer.value = value
          },
          // The store's own problems are told by storageProblem; the last answer stays on screen.
          error: () => undefined,
        })
        stop = () => subscription.unsubscribe()
      },
      unwatched() {
        stop?.()
        stop = null
        if (!keep) answer.value = undefined
      },
    })
    return answer
  })
}

/** A live answer worked out from others, shared by its key too. */
export function derived<T>(key: string, work: () => T | undefined): Live<T> {
  return remembered(`${key}*`, () => computed(work))
}

/** Of a store that is somebody else's from now on: whoever watches next sees nothing of before. */
export function forgetAnswers(): void {
  known.clear()
}

function remembered<T>(key: string, make: () => Live<T>): Live<T> {
  const existing = known.get(key)
  if (existing) return existing as Live<T>
  const made = make()
  known.set(key, made)
  return made
}

/** Reads a live answer inside a component and draws it again whenever it changes. */
export function useLive<T>(query: ReadonlySignal<T>): T {
  return query.value
}
