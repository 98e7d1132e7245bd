import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { t } from '../i18n'

interface Props {
  label: string
  type?: 'text' | 'password' | 'search' | 'date' | 'month' | 'time'
  autocomplete?: string
  autocapitalize?: 'none' | 'characters'
  inputmode?: 'numeric'
  spellcheck?: boolean
  /** Sets aria-required and shows a star (styles/forms.css). */
  required?: boolean | undefined
  maxLength?: number
  min?: string
  max?: string
  hint?: string
  /** What is wrong with what stands there, in words; shown under the field. */
  wrong?: ComponentChildren | undefined
  value: string
  onInput: (value: string) => void
}

/** A line of text with its label above, hint and mistake below. */
export function Field(props: Props) {
  const { label, hint, wrong, required, value, onInput, type = 'text', ...rest } = props
  const id = useId()
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...rest}
        type={type as 'text'}
        id={id}
        value={value}
        aria-required={required}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {rest.maxLength && value.length >= rest.maxLength && (
        <p class="hint" role="status">
          {t('field.full', { n: rest.maxLength })}
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

interface SelectProps {
  label: string
  /** A form was not taken for what stands here. */
  isWrong?: boolean
  required?: boolean | undefined
  options: { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

/** One of many, where chips would fill the screen. */
export function Select({ label, isWrong, required, options, value, onChange }: SelectProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-required={required}
        aria-invalid={isWrong ? 'true' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
