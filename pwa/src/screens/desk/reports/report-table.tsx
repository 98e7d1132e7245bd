import type { ComponentChildren } from 'preact'

interface Props {
  title: string
  /** Its columns of figures are many, and get the room that a name does not need. */
  even?: boolean
  /** What has to be known to read it. */
  note?: string
  children: ComponentChildren
}

/** A table under its heading, which scrolls for itself. */
export function Table({ title, even = false, note, children }: Props) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={title} tabIndex={0}>
        <table class={even ? 'bars even' : 'bars named'}>
          <caption class="unseen">{title}</caption>
          {children}
        </table>
      </section>
      {note && <p class="small number">{note}</p>}
    </section>
  )
}
