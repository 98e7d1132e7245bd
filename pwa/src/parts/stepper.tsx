import { useId, useState } from 'preact/hooks'
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
  // What is being typed stands until the field is left; a screen drawn anew meanwhile, as when a
  // phone has just sent something, must not take it away.
  const [typed, setTyped] = useState<string | null>(null)
  const within = (next: number) => Math.min(max, Math.max(min, next))
  // More was typed than goes in: nobody's number becomes another one without a word.
  const [over, setOver] = useState(false)
  const step = (by: number) => {
    setOver(false)
    onChange(within(value + by))
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
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => {
            const text = event.currentTarget.value
            setTyped(text)
            const next = readNumber(text)
            setOver(next !== null && next > max)
            if (next !== null && next === within(next)) onChange(next)
          }}
          onBlur={() => {
            if (typed === null) return
            const next = within(readNumber(typed) ?? value)
            setTyped(null)
            if (next !== value) onChange(next)
          }}
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
      {over && (
        <p class="hint" role="alert">
          {t('do.most', { n: max })}
        </p>
      )}
    </div>
  )
}
