import { useId } from 'preact/hooks'
import { t } from '../words'
import { readNumber } from '../words/format'
import { Icon } from './icon'

interface Props {
  label: string
  value: number
  min?: number
  max: number
  compact?: boolean
  onChange: (value: number) => void
}

/** A whole number between two bounds, by taps or by typing. */
export function Stepper({ label, value, min = 1, max, compact = false, onChange }: Props) {
  const id = useId()
  const within = (next: number) => Math.min(max, Math.max(min, next))
  return (
    <div class="stack tight">
      <label class={compact ? 'legend small' : 'legend'} for={id}>
        {label}
      </label>
      <div class={compact ? 'stepper compact' : 'stepper'}>
        <button
          type="button"
          aria-label={t('do.less', { what: label })}
          disabled={value <= min}
          onClick={() => onChange(within(value - 1))}
        >
          <Icon name="remove" />
        </button>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={String(value)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            const next = within(readNumber(event.currentTarget.value) ?? value)
            // What stands in the field must never be the old number: it would be read again.
            event.currentTarget.value = String(next)
            onChange(next)
          }}
        />
        <button
          type="button"
          aria-label={t('do.more', { what: label })}
          disabled={value >= max}
          onClick={() => onChange(within(value + 1))}
        >
          <Icon name="add" />
        </button>
      </div>
    </div>
  )
}
