import { useId, useState } from 'preact/hooks'
import { t } from '../i18n'
import { readNumber } from '../i18n/parse'
import { Icon } from './icon'

interface Props {
  label: string
  value: number
  min?: number
  max: number
  compact?: boolean
  onChange: (value: number) => void
}

/**
 * A whole number between two bounds, by taps or by typing. What was typed beyond them stands as it was typed
 * and is 0 to the form, which refuses that: it becomes no other number without a word, and a telephone
 * number is kept nowhere.
 */
export function Stepper({ label, value, min = 1, max, compact = false, onChange }: Props) {
  const id = useId()
  // What is being typed stands until the field is left; a screen drawn anew meanwhile, as when a
  // phone has just sent something, must not take it away.
  const [typed, setTyped] = useState<string | null>(null)
  const fits = (next: number) => next >= min && next <= max
  const wrong = !fits(value) && typed !== ''
  const step = (by: number) => {
    setTyped(null)
    onChange(Math.min(max, Math.max(min, value + by)))
  }
  const type = (text: string) => {
    setTyped(text)
    const next = readNumber(text) ?? 0
    onChange(fits(next) ? next : 0)
  }
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
          onClick={() => step(-1)}
        >
          <Icon name="remove" />
        </button>
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          value={typed ?? String(value)}
          aria-invalid={wrong ? 'true' : undefined}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={() => wrong || setTyped(null)}
        />
        <button
          type="button"
          aria-label={t('do.more', { what: label })}
          disabled={value >= max}
          onClick={() => step(1)}
        >
          <Icon name="add" />
        </button>
      </div>
      {wrong && (
        <p class="hint" role="alert">
          {t('do.between', { min, max })}
        </p>
      )}
    </div>
  )
}
