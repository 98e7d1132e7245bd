import { useState } from 'preact/hooks'
import { Field } from '../../components/field'
import { Confirm } from '../../components/sheet'
import { useRefused } from '../../components/use-refused'
import { t } from '../../i18n'
import { containsCitizenData, screened } from '../log/screened'

interface Props {
  question: string
  detail?: string
  /** Who will read the reason; without one it is whoever recorded the session. */
  hint?: string
  yes: string
  danger?: boolean
  /** What was said before, where it could not be sent: nobody types it twice. */
  begins?: string | undefined
  onYes: (why: string) => void
  onNo: () => void
}

const MOST = 120

/** Nobody's session is changed by somebody else without a sentence that says why. */
export function ReasonSheet({
  question,
  detail,
  hint,
  yes,
  danger,
  begins = '',
  ...handlers
}: Props) {
  const { onYes, onNo } = handlers
  const [why, setWhy] = useState(begins)
  const [wrong, setWrong] = useState<object | null>(null)
  const field = useRefused<HTMLDivElement>(wrong)
  const done = () => {
    const clean = why.normalize('NFC').trim()
    if (!clean || containsCitizenData(clean)) return setWrong({})
    onYes(clean)
  }
  return (
    <Confirm question={question} detail={detail} yes={yes} danger={danger} onYes={done} onNo={onNo}>
      <div ref={field}>
        <Field
          label={t('why.label')}
          hint={hint ?? t('why.hint')}
          maxLength={MOST}
          value={why}
          onInput={setWhy}
          wrong={
            screened({ text: why, where: t('why.label'), onClean: setWhy }) ??
            (wrong && !why.trim() ? t('why.missing') : undefined)
          }
        />
      </div>
    </Confirm>
  )
}

interface CancelProps {
  /** The session is the person's own, and needs no reason. */
  mine: boolean
  begins: string | undefined
  onYes: (why?: string) => void
  onNo: () => void
}

/** Asks before a session is taken out of the count with what is not saved, and of a lead why. */
export function AskCancel({ mine, begins, onYes, onNo }: CancelProps) {
  const words = {
    question: t('session.cancel.question'),
    detail: t(mine ? 'session.cancel.unsaved' : 'session.cancel.detail'),
    yes: t('session.cancel.yes'),
  }
  if (mine) return <Confirm danger {...words} onYes={() => onYes()} onNo={onNo} />
  return <ReasonSheet danger {...words} begins={begins} onYes={onYes} onNo={onNo} />
}
