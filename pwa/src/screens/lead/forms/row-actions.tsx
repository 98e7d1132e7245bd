import '../../../styles/forms.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../../i18n'
import { useBegunForms } from './persisted-form'

/** One thing that can be done to what a line shows. */
export interface RowAction {
  label: string
  danger?: boolean
  /** The name under which its form is kept; one that was begun is open again. */
  formName?: string
  /** Either the form that is filled in first … */
  form?: (close: () => void) => ComponentChildren
  /** … or what happens at once. */
  run?: () => void
}

interface Props {
  /** Whose: read aloud with each button, since every line has one. */
  name: string
  /** What the button of the first act says, where "Sửa" is not enough. */
  label?: string
  /** The first one has the button "Sửa"; several others are in a list. */
  actions: RowAction[]
}

/** What can be done to a line: one tap opens the form of the first act, or does a single other one. */
export function RowActions({ name, label, actions }: Props) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string | null>()
  const begun = useBegunForms()
  const close = () => {
    setOpen(false)
    setChosen(null)
  }
  const left =
    chosen === undefined && actions.find(({ formName }) => formName && begun.has(formName))
  const action = left || actions.find((one) => one.form && one.label === chosen)
  if (action?.form) return <>{action.form(close)}</>
  const choose = ({ label: said, form, run }: RowAction) => {
    if (form) return setChosen(said)
    close()
    run?.()
  }
  const act = (one: RowAction, kind: string) => (
    <button
      type="button"
      class={one.danger ? `${kind} danger` : kind}
      aria-label={`${one.label}: ${name}`}
      onClick={() => choose(one)}
    >
      {one.label}
    </button>
  )
  const [first, ...others] = actions
  if (!first) return null
  const [only] = others
  return (
    <div class="row-actions">
      <div class="row">
        {only ? (
          <button
            type="button"
            class={label ? 'button' : 'button plain start'}
            aria-label={label ? undefined : t('form.open.of', { name })}
            onClick={() => choose(first)}
          >
            {label ?? t('form.open')}
          </button>
        ) : (
          act(first, label ? 'button' : 'button plain start')
        )}
        {only && others.length === 1 && act(only, 'button plain')}
        {others.length > 1 && (
          <button
            type="button"
            class="button plain"
            aria-label={`${t('form.more')}: ${name}`}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t('form.more')}
          </button>
        )}
      </div>
      {open && (
        <ul class="row actions">
          {others.map((one) => (
            <li key={one.label}>{act(one, 'button')}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
