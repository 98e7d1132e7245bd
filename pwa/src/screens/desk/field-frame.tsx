import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface Props {
  label: string
  hint?: string | undefined
  wrong?: string | undefined
  required?: boolean | undefined
  /** What else is said below, before the hint. */
  more?: ComponentChildren
  /** Draws the field itself with what ties it to what stands around it. */
  children: (tied: {
    id: string
    'aria-required': boolean | undefined
    'aria-invalid': 'true' | undefined
    'aria-describedby': string | undefined
  }) => ComponentChildren
}

/** A field with its label above, hint and mistake below, where it is none of a single line. */
export function FieldFrame({ label, hint, wrong, required, more, children }: Props) {
  const id = useId()
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-required': required,
        'aria-invalid': wrong ? 'true' : undefined,
        'aria-describedby': described || undefined,
      })}
      {more}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <div class="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </div>
      )}
    </div>
  )
}
