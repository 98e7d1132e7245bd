import { Field } from '../../components/field'

interface Props {
  label: string
  hint?: string
  wrong?: string | undefined
  value: string
  onInput: (value: string) => void
}

const MOST = 6

/** Four to six digits, typed on the keys for numbers and not shown. */
export function PinField({ onInput, ...rest }: Props) {
  return (
    <Field
      {...rest}
      type="password"
      inputmode="numeric"
      autocomplete="off"
      maxLength={MOST}
      onInput={(text) => onInput(text.replace(/[^0-9]/g, ''))}
    />
  )
}
