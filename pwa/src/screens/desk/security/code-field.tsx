import type { ComponentChildren } from 'preact'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'

interface Props {
  value: string
  wrong: ComponentChildren
  hint?: string
  onInput: (value: string) => void
}

const DIGITS = 6

/** The digits alone: apps show a code in two groups. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '')

export const isCode = (text: string): boolean => digitsOf(text).length === DIGITS

/** Where the six digits of an authenticator app are typed. */
export function CodeField(props: Props) {
  return (
    <div class="code-field">
      <Field
        {...props}
        label={t('factor.code')}
        autocomplete="one-time-code"
        inputmode="numeric"
        maxLength={DIGITS + 1}
      />
    </div>
  )
}
