import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { loadLaterWords } from '../../words'

interface Props<P> {
  load: () => Promise<ComponentType<P>>
  props: P
}

/** A part of the first screen that few need: it comes with a file of its own, and is left out while
 * that cannot be had. */
export function Late<P extends object>({ load, props }: Props<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null)
  // the part is fetched once
  useEffect(() => {
    Promise.all([load(), loadLaterWords()]).then(
      ([part]) => setPart(() => part),
      () => undefined,
    )
  }, [])
  return Part && <Part {...props} />
}
