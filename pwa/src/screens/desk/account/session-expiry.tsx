import { useEffect } from 'preact/hooks'
import { onSessionExpiry } from '../../../actions/desk/account'
import { signInAddress } from '../../lead/signed-in'
import { go, isAtDesk } from '../../router'
import { signInDialog } from './sign-in-dialog'

let signingIn: Promise<boolean> | null = null
let isMounted = false

/** Opens the sign-in dialog when a session ends while a form is being filled in or sent. */
export function SessionExpiry() {
  useEffect(() => {
    isMounted = true
    let typedAt = ''
    const onInput = ({ target }: Event) => {
      if ((target as Element).closest?.('main form')) typedAt = location.pathname
    }
    document.addEventListener('input', onInput)
    onSessionExpiry((wrote) => {
      if (!wrote && typedAt !== location.pathname) return Promise.resolve(false)
      signingIn ??= ask().finally(() => {
        signingIn = null
      })
      return signingIn
    })
    return () => {
      isMounted = false
      document.removeEventListener('input', onInput)
      onSessionExpiry(null)
      signInDialog.peek()?.answer(false)
    }
  }, [])
  const now = signInDialog.value
  return now && <now.Form onEnd={(same) => (same ? now.answer(true) : location.assign('/desk'))} />
}

async function ask(): Promise<boolean> {
  const form = await import('./sign-in-form-dialog').catch(() => null)
  if (!form || !isMounted || !isAtDesk(location.pathname)) return false
  const again = await new Promise<boolean>((answer) => {
    signInDialog.value = { Form: form.SignInAgain, answer }
  })
  signInDialog.value = null
  // Without a sign-in here the login page follows; the draft of the form is still there afterwards.
  const { pathname } = location
  if (!again && isAtDesk(pathname) && pathname !== '/desk/login')
    go(signInAddress(), { replace: true })
  return again
}
