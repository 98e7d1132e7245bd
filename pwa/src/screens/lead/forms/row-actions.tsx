import '../../../styles/keep.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../../i18n'
import { useBegun } from './persisted-form'

/** One thing that can be done to what a line shows. */
export interface Deed {
  label: string
  danger?: boolean
  /** The name under which its form is kept; one that was begun is open again. */
  kept?: string
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
  deeds: Deed[]
}

/** "Sửa": what can be done here, one thing at a time, in the place where it stands. */
export function Keeper({ name, label, deeds }: Props) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string | null>()
  const begun = useBegun()
  const close = () => {
    setOpen(false)
    setChosen(null)
  }
  const left = chosen === undefined && deeds.find(({ kept }) => kept && begun.has(kept))
  const deed = left || deeds.find((one) => one.form && one.label === chosen)
  if (deed?.form) return <>{deed.form(close)}</>
  const choose = ({ label: said, form, run }: Deed) => {
    if (form) return setChosen(said)
    close()
    run?.()
  }
  return (
    <div class="keeper">
      <button
        type="button"
        class={label ? 'button' : 'button plain start'}
        aria-label={
          label && !open ? undefined : t(open ? 'keep.close.of' : 'keep.open.of', { name })
        }
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? t('keep.close') : (label ?? t('keep.open'))}
      </button>
      {open && (
        <ul class="row deeds">
          {deeds.map((deed) => (
            <li key={deed.label}>
              <button
                type="button"
                class={deed.danger ? 'button danger' : 'button'}
                onClick={() => choose(deed)}
              >
                {deed.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
