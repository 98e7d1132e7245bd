import { useId } from 'preact/hooks'

interface Props {
  label: string
  hint?: string
  accept: string
  disabled: boolean
  wrong?: string | undefined
  onChoose: (file: File) => void
}

/** A file that is sent as soon as it is chosen. */
export function FileField({ label, hint, accept, disabled, wrong, onChoose }: Props) {
  const id = useId()
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={described || undefined}
        onChange={(event) => {
          const input = event.currentTarget
          const file = input.files?.[0]
          // The same one may be chosen once more.
          input.value = ''
          if (file) onChoose(file)
        }}
      />
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
