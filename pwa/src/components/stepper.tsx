import { useId, useRef, useState } from 'preact/hooks'
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

/** A whole number between two bounds, by taps or by typing. */
export function Stepper({ label, value, min = 1, max, compact = false, onChange }: Props) {
  const id = useId()
  // What is being typed stands until the field is left; a screen drawn anew meanwhile, as when a
  // phone has just sent something, must not take it away.
  const [typed, setTyped] = useState<string | null>(null)
  const within = (next: number) => Math.min(max, Math.max(min, next))
  // What was typed is no number that goes in: then what was there before stands, and nobody's number
  // becomes another one without a word.
  const [wrong, setWrong] = useState(false)
  const before = useRef(value)
  const step = (by: number) => {
    setWrong(false)
    onChange(within(value + by))
  }
  const type = (text: string) => {
    if (typed === null) before.current = value
    setTyped(text)
    const next = readNumber(text)
    const fits = next !== null && next === within(next)
    setWrong(text.trim() !== '' && !fits)
    const now = fits ? next : before.current
    if (now !== value) onChange(now)
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
          aria-invalid={wrong || value > max ? 'true' : undefined}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
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
