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
  /** What has its place until then. */
  children?: ComponentChildren
}

/** A part of the first screen that few need: it comes with a file of its own, and is left out while
 * that cannot be had. */
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
