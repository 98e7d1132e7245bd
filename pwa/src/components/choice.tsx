import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export interface Option {
  value: string
  label: string
}

interface ChoiceProps {
  legend: string
  /** The legend is read aloud but not drawn, where the place already says it. */
  quiet?: boolean
  /** A form was not taken because nothing is chosen here. */
  isWrong?: boolean
  options: Option[]
  value: string
  onChange: (value: string) => void
}

/** One of several, as chips; real radio buttons underneath. */
export function Choice({ legend, quiet = false, isWrong, options, value, onChange }: ChoiceProps) {
  const name = useId()
  return (
    <fieldset>
      <legend class={quiet ? 'unseen' : 'legend'}>{legend}</legend>
      <div class="chips">
        {options.map((option) => (
          <label class="chip" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-invalid={isWrong ? 'true' : undefined}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface ChecksProps {
  legend: string
  options: Option[]
  values: readonly string[]
  /** How many may be chosen together; the rest wait until one is let go. */
  most: number
  /** A form was not taken for one that is chosen here. */
  isWrong?: boolean
  onChange: (values: string[]) => void
  /** What stands between the legend and the chips. */
  children?: ComponentChildren
}

/** Several of several, as chips; real check boxes underneath. */
export function Checks({
  legend,
  options,
  values,
  most,
  isWrong,
  onChange,
  children,
}: ChecksProps) {
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((v) => v !== value) : [...values, value].sort())
  return (
    <fieldset>
      <legend class="legend">{legend}</legend>
      {children}
      <div class="chips">
        {options.map((option) => (
          <label class="chip" key={option.value}>
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              aria-invalid={isWrong && values.includes(option.value) ? 'true' : undefined}
              disabled={values.length >= most && !values.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
