import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { hideSnackbar } from './snackbar'

/** The first field of a form that may not stay as it is comes into view, and has the focus. */
function focusWrong(form: ParentNode | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid=true]')
  if (!field) return
  // it would lie over what is said beside the button
  hideSnackbar()
  const folded = field.closest('details')
  if (folded) folded.open = true
  field.focus({ preventScroll: true })
  field.scrollIntoView({ block: 'center' })
}

/** For a form that refuses. `refused`: why, and another object at each time that it does. */
export function useRefused<T extends HTMLElement>(refused: object | null): RefObject<T | null> {
  const form = useRef<T>(null)
  useEffect(() => {
    if (refused) focusWrong(form.current)
  }, [refused])
  return form
}
