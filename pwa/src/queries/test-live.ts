import { effect } from '@preact/signals'
import type { Live } from './live'

/** The first answer of a live query. */
export function first<T>(query: Live<T>): Promise<T> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const found = query.value
      if (found === undefined) return
      resolve(found)
      queueMicrotask(() => stop())
    })
  })
}
