import { t } from '../../i18n'
import { FieldFrame } from './field-frame'

interface Props {
  label: string
  rows: number
  maxLength: number
  hint?: string
  wrong?: string | undefined
  required?: boolean | undefined
  value: string
  onInput: (value: string) => void
}

/** Several lines of text with their label above, hint and mistake below. */
export function TextArea(props: Props) {
  const { label, rows, maxLength, hint, wrong, required, value, onInput } = props
  const full = value.length >= maxLength && (
    <p class="hint" role="status">
      {t('field.full', { n: maxLength })}
    </p>
  )
  return (
    <FieldFrame label={label} hint={hint} wrong={wrong} required={required} more={full}>
      {(tied) => (
        <textarea
          {...tied}
          rows={rows}
          maxLength={maxLength}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </FieldFrame>
  )
}
