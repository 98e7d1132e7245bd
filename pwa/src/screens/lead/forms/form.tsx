import { useOnce } from '../../../components/once'
import '../../../styles/forms.css'
import type { ComponentChildren, ComponentProps } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Outcome } from '../../../actions/outcome'
import { DayField } from '../../../components/lead/day-field'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { type FormProblem, formProblem, ProblemMessage } from '../problem-message'
import { todayHere } from '../today'
import type { Fields, PersistedForm } from './persisted-form'

/** What is wrong with a field of the form, by its name on the wire. */
export type FieldProblem = (field: string) => string | undefined

/** What is wrong, in words, by the name of the field on the wire; undefined for what is right. */
export type FieldProblems = Readonly<Record<string, string | undefined>>

/** A field that is written: `wire` is its name on the wire, where that is another one. */
export type TextField<F> = (
  field: keyof F & string,
  wire?: string,
) => { value: string; wrong: string | undefined; onInput: (value: string) => void }

/** A field that is chosen. */
export type ChoiceField<F> = (field: keyof F & string) => {
  value: string
  onChange: (value: string) => void
}

export interface FormFields<F> {
  text: TextField<F>
  choice: ChoiceField<F>
  wrong: FieldProblem
}

export interface SubmitFormProps<T, F extends Fields = Fields> {
  /** What is typed, if that is kept until it is handed in or put away. */
  typed?: PersistedForm<F>
  title: string
  /** What the button says that hands it in. */
  yes?: string
  /** What is missing, in words, before the server is asked at all; or by the field's name on the wire,
   * where that tells which one it is. */
  missing?: () => string | FieldProblems | null
  /** Asks before it is handed in, where there is a reason to. */
  isSure?: () => Promise<boolean>
  save: () => Promise<Outcome<T>>
  /** What is said once the server has it. */
  saved?: string
  /** What follows then; by itself the form closes. */
  onDone?: (answer: { ok: true } & T) => void
  onClose: () => void
  children: (fields: FormFields<F>) => ComponentChildren
}

/** Something to fill in and to hand to the server. What was typed stays until the server has it. */
export function SubmitForm<T, F extends Fields = Fields>({
  typed,
  title,
  yes = t('do.save'),
  missing,
  isSure,
  save,
  saved,
  onDone,
  onClose,
  children,
}: SubmitFormProps<T, F>) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState<FormProblem | null>(null)
  const [fields, setFields] = useState<FieldProblems>({})
  const { busy, once } = useOnce()
  // Nobody has asked for a form that is there again after a reload.
  useEffect(() => {
    if (!typed?.restored) heading.current?.focus()
  }, [])
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(fields).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [fields])
  const send = async () => {
    const lacks = missing?.() ?? null
    const unfit = typeof lacks === 'object' ? wrongOnly(lacks) : {}
    // What is wrong with a field is said there, and not once more below.
    setSaid(typeof lacks === 'string' ? { text: lacks } : null)
    setFields(unfit)
    if (typeof lacks === 'string' || Object.keys(unfit).length > 0) return
    if (isSure && !(await isSure())) return
    const answer = await save()
    if (answer.ok) {
      typed?.forget()
      if (saved) showSnackbar(saved)
      return onDone ? onDone(answer) : onClose()
    }
    setFields(fieldsOf(answer.details))
    setSaid(formProblem(answer.problem))
  }
  const cancel = () => {
    typed?.forget()
    onClose()
  }
  const wrong = (field: string) => fields[field]
  const value = (field: string) => typed?.values[field] ?? ''
  const set = (field: string) => (value: string) => typed?.set({ [field]: value } as Partial<F>)
  return (
    <form
      ref={form}
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
      {children({
        text: (name, wire = name) => ({
          value: value(name),
          wrong: wrong(wire),
          onInput: set(name),
        }),
        choice: (name) => ({ value: value(name), onChange: set(name) }),
        wrong,
      })}
      <p class="soft small starred">{t('form.starred')}</p>
      <ProblemMessage said={said} />
      <div class="row">
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? t('form.busy') : yes}
        </button>
        <button type="button" class="button plain" onClick={cancel}>
          {t('do.close')}
        </button>
      </div>
    </form>
  )
}

const wrongOnly = (fields: FieldProblems | null): FieldProblems =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([, why]) => why))

/** The fields that the server found fault with. */
function fieldsOf(details: Readonly<Record<string, unknown>> | undefined): FieldProblems {
  const errors = details?.errors as { json?: object } | undefined
  const names = Object.keys(errors?.json ?? {})
  return Object.fromEntries(names.map((name) => [name, t('form.check')]))
}

/** A day that is not to come: phones are told of a change when it is made, not when its day comes. */
export function PastDay(props: Omit<ComponentProps<typeof DayField>, 'max'>) {
  return <DayField {...props} max={todayHere()} />
}
