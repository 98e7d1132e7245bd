import type { ComponentType } from 'preact'
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
}

/** A part of the first screen that few need: it comes with a file of its own, and is left out while
 * that cannot be had. */
export function Lazy<P extends object>({ load, props }: Props<P>) {
  const Part = useLazy(load)
  return Part ? <Part {...props} /> : null
}

/** The part itself: undefined while it is on its way, null where it is not wanted or cannot be had. */
export function useLazy<P>(
  load: () => Promise<ComponentType<P>>,
  wanted = true,
): ComponentType<P> | null | undefined {
  const [Part, setPart] = useState<ComponentType<P> | null>()
  // the part is fetched once
  useEffect(() => {
    if (!wanted) return
    Promise.all([load(), loadLaterWords()]).then(
      ([part]) => setPart(() => part),
      () => setPart(null),
    )
  }, [wanted])
  return wanted ? Part : null
}
