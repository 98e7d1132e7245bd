import { useState } from 'preact/hooks'
import type { Outcome } from '../../../actions/outcome'
import { Field } from '../../../components/field'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { problem } from '../../../i18n'

const REASON = 400

interface Props {
  question: string
  detail: string
  yes: string
  label: string
  hint: string
  /** What is said to who gives no reason; nothing where it may be left out. */
  missing?: string
  /** Gets the reason without blanks around it. */
  act: (reason: string) => Promise<Outcome>
  onDone: () => void
  onNo: () => void
}

/** Asks before something grave, and why. What was typed stays when it fails, to be mended or sent again. */
export function ConfirmReason({ label, hint, missing, act, onDone, onNo, ...asked }: Props) {
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState('')
  const { once } = useOnce()
  const go = async () => {
    const said = reason.trim()
    if (!said && missing) return setWrong(missing)
    const answer = await act(said)
    if (!answer.ok) return setWrong(problem(answer.problem))
    onDone()
  }
  return (
    <Confirm danger {...asked} onYes={() => once(go)} onNo={onNo}>
      <Field
        required={Boolean(missing)}
        label={label}
        hint={hint}
        maxLength={REASON}
        value={reason}
        wrong={wrong || undefined}
        onInput={(text) => {
          setWrong('')
          setReason(text)
        }}
      />
    </Confirm>
  )
}
