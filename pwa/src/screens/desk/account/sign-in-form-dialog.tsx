import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../i18n'
import { useLive } from '../../../queries'
import { deskAnswer } from '../../../queries/desk-answer'
import { SignInSteps } from './login'

/** Over the whole page, which waits hidden below it with all that was typed there. `onEnd`: whether the
 * person who was signed in is so again. */
export function SignInAgain({ onEnd }: { onEnd: (same: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const stored = useLive(deskAnswer('/api/session'))
  const [before] = useState(stored)
  // The stored answer belongs to the ended session until the next one begins.
  const session = !stored || stored.at === before?.at ? null : stored.body
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class="again"
      aria-label={t('login.title')}
      onCancel={(event) => event.preventDefault()}
      // Chrome closes it at the second Escape all the same.
      onClose={() => dialog.current?.showModal()}
    >
      <SignInSteps
        session={session}
        why="login.again"
        onReady={() => onEnd(session?.account.id === before?.body.account.id)}
      />
    </dialog>
  )
}
