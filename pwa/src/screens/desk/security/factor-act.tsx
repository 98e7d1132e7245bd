import { useState } from 'preact/hooks'
import type { Outcome } from '../../../actions/outcome'
import { AskForm } from './ask-form'
import type { Confirmed } from './confirmed'
import { refusedOf } from './refused'

export interface FactorProps {
  confirmed: Confirmed['confirmed']
  /** New recovery codes, to be shown this once. */
  onCodes: (codes: string[] | null) => void
}

interface Props<T> {
  label: string
  /** What is read aloud, where each line has such a button. */
  aria?: string
  question: string
  why: string
  act: () => Promise<Outcome<T>>
  confirmed: Confirmed['confirmed']
  onDone: (answer: { ok: true } & T) => void
  danger?: boolean
}

/** A button that first says what it will do, in its place. */
export function FactorAct<T>(props: Props<T>) {
  const { label, aria, question, why, act, confirmed, onDone, danger = false } = props
  const [asking, setAsking] = useState(false)
  const send = async () => {
    const answer = await confirmed(act)
    if (!answer.ok) return refusedOf(answer)
    setAsking(false)
    onDone(answer)
    return null
  }
  if (asking) {
    return (
      <div class="factor-ask">
        <h4>{question}</h4>
        <p>{why}</p>
        <AskForm yes={label} send={send} onCancel={() => setAsking(false)} />
      </div>
    )
  }
  return (
    <span class="row">
      <button
        type="button"
        class={danger ? 'button danger' : 'button'}
        aria-label={aria}
        onClick={() => setAsking(true)}
      >
        {label}
      </button>
    </span>
  )
}
