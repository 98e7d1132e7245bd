import type { ComponentChildren } from 'preact'
import type { Why } from './why-none'

interface Props {
  why: Why
  /** Why nothing is here and, where a person can do something about it, what. */
  text: string
  /** The way there. */
  children?: ComponentChildren
}

/** In the place of a list or a table that has nothing in it. */
export function Empty({ why, text, children }: Props) {
  return (
    <div class="empty" data-why={why} role={why === 'filtered' ? 'status' : undefined}>
      <p>{text}</p>
      {children && <p class="no-print">{children}</p>}
    </div>
  )
}
