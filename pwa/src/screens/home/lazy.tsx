import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { loadLaterWords } from '../../i18n'

type Beside = typeof import('./beside')

/** Loads a part of the first screen that stands in the file beside it. */
export const beside =
  <K extends keyof Beside>(name: K) =>
  async (): Promise<Beside[K]> =>
    (await import('./beside'))[name]

interface Props<P> {
  load: () => Promise<ComponentType<P>>
  props: P
  /** Shown until the part is loaded. */
  children?: ComponentChildren
}

/** A part of the first screen that few people need. It has a file of its own, and is left out if that
 * cannot be loaded. */
export function Lazy<P extends object>({ load, props, children = null }: Props<P>) {
  const [Part, setPart] = useState<ComponentType<P>>()
  // the part is fetched once
  useEffect(() => {
    Promise.all([load(), loadLaterWords()]).then(
      ([part]) => setPart(() => part),
      () => undefined,
    )
  }, [])
  return Part ? <Part {...props} /> : children
}
