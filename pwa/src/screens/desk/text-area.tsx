import { useId } from 'preact/hooks'
import { t } from '../../i18n'

interface Props {
  label: string
  rows: number
  maxLength: number
  hint?: string
  wrong?: string | undefined
  value: string
  onInput: (value: string) => void
}

/** Several lines of text with their label above, hint and mistake below. */
export function TextArea({ label, rows, maxLength, hint, wrong, value, onInput }: Props) {
  const id = useId()
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        maxLength={maxLength}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {value.length >= maxLength && (
        <p class="hint" role="status">
          {t('field.full', { n: maxLength })}
        </p>
      )}
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
