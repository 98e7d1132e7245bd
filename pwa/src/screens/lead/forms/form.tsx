import { useOnce } from '../../../components/once'
import '../../../styles/forms.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Outcome } from '../../../actions/outcome'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import { type FormProblem, formProblem, ProblemMessage } from '../problem-message'
import { todayHere } from '../today'

/** What is wrong with a field of the form, by its name on the wire. */
export type FieldProblem = (field: string) => string | undefined

export interface SubmitFormProps<T> {
  /** What is typed, if that is kept until it is handed in or put away. */
  typed?: { forget: () => void; restored: boolean }
  title: string
  yes: string
  /** What is missing, in words, before the server is asked at all. */
  missing?: () => string | null
  save: () => Promise<Outcome<T>>
  onDone: (answer: { ok: true } & T) => void
  onCancel: () => void
  children: (wrong: FieldProblem) => ComponentChildren
}

/** Something to fill in and to hand to the server. What was typed stays until the server has it. */
export function SubmitForm<T>({
  typed,
  title,
  yes,
  missing,
  save,
  onDone,
  onCancel,
  children,
}: SubmitFormProps<T>) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState<FormProblem | null>(null)
  const [fields, setFields] = useState<string[]>([])
  const { busy, once } = useOnce()
  // Nobody has asked for a form that is there again after a reload.
  useEffect(() => {
    if (!typed?.restored) heading.current?.focus()
  }, [])
  const send = async () => {
    const lacks = missing?.() ?? null
    setSaid(lacks ? { text: lacks } : null)
    setFields([])
    if (lacks) return
    const answer = await save()
    if (answer.ok) {
      typed?.forget()
      return onDone(answer)
    }
    setFields(fieldsOf(answer.details))
    setSaid(formProblem(answer.problem))
  }
  const cancel = () => {
    typed?.forget()
    onCancel()
  }
  return (
    <form
      class="card roomy"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void once(send)
      }}
    >
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {children((field) => (fields.includes(field) ? t('form.check') : undefined))}
      <ProblemMessage said={said} />
      <div class="row">
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? t('form.busy') : yes}
        </button>
        <button type="button" class="button plain" onClick={cancel}>
          {t('form.cancel')}
        </button>
      </div>
    </form>
  )
}

/** The names of the fields that the server found fault with. */
function fieldsOf(details: Readonly<Record<string, unknown>> | undefined): string[] {
  const errors = details?.errors as { json?: object } | undefined
  return Object.keys(errors?.json ?? {})
}

interface DayProps {
  label: string
  /** The field's name on the wire. */
  name: string
  value: string
  wrong: FieldProblem
  min?: string
  hint?: string
  onInput: (day: string) => void
}

/** A day that is not to come: phones are told of a change when it is made, not when its day comes. */
export function PastDay({ name, wrong, ...rest }: DayProps) {
  return <Field {...rest} type="date" max={todayHere()} wrong={wrong(name)} />
}
