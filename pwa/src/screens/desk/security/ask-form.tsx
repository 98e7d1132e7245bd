import './words'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useOnce } from '../../../components/once'
import { t } from '../../../i18n'
import type { Refused } from './refused'

/** What is wrong with a field, in words. */
type FieldProblem = (field: string) => ComponentChildren | undefined

interface Props {
  yes: string
  /** What the button says while the server is asked. */
  busy?: string
  /** Null when it is done. */
  send: () => Promise<Refused | null>
  /** Puts the focus into its first field as soon as it stands there. */
  begins?: boolean
  big?: boolean
  onCancel?: (() => void) | undefined
  children?: (wrong: FieldProblem) => ComponentChildren
}

/** A form that proves who somebody is. A refusal stands by its field, and the focus goes there. */
export function AskForm({ yes, busy, send, begins, big, onCancel, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const work = useOnce()
  useEffect(() => {
    if (begins) form.current?.querySelector<HTMLElement>('input:not([hidden])')?.focus()
  }, [])
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refused])
  const submit = async () => {
    setRefused(null)
    setRefused(await send())
  }
  const loose = refused && !refused.field
  return (
    <form
      ref={form}
      class="stack roomy"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void work.once(submit)
      }}
    >
      {children?.((field) => refused?.field === field && <RefusedNote {...refused} />)}
      {loose && (
        <p class={refused.calm ? 'card quiet' : 'wrong'} role="alert">
          {refused.text}
        </p>
      )}
      <div class="row">
        <button
          type="submit"
          class={big ? 'button primary big' : 'button primary'}
          disabled={work.busy}
        >
          {work.busy ? (busy ?? t('form.busy')) : yes}
        </button>
        {onCancel && (
          <button type="button" class="button plain" onClick={onCancel}>
            {t('do.close')}
          </button>
        )}
      </div>
    </form>
  )
}

function RefusedNote({ text, instead = [] }: Refused) {
  return (
    <>
      <p>{text}</p>
      {instead.map((line) => (
        <p class="instead" key={line}>
          {line}
        </p>
      ))}
    </>
  )
}
