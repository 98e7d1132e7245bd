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
  /** Whose: read aloud with the button, since every line has one. */
  name: string
  /** What the button says where it stands alone. */
  label?: string
  actions: RowAction[]
}

/** "Sửa": what can be done here, one thing at a time, in the place where it stands. */
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
  return (
    <div class="row-actions">
      <button
        type="button"
        class={label ? 'button' : 'button plain start'}
        aria-label={
          label && !open ? undefined : t(open ? 'form.close.of' : 'form.open.of', { name })
        }
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? t('do.close') : (label ?? t('form.open'))}
      </button>
      {open && (
        <ul class="row actions">
          {actions.map((action) => (
            <li key={action.label}>
              <button
                type="button"
                class={action.danger ? 'button danger' : 'button'}
                onClick={() => choose(action)}
              >
                {action.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
