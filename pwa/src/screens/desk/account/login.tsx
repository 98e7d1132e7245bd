import '../security/words'
import '../../../styles/desk.css'
import '../../../styles/security.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Stage } from '../../../actions/desk/security/sign-in'
import { refreshAnswer } from '../../../actions/lead/refresh'
import { Page } from '../../../components/page'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t, type Word } from '../../../i18n'
import type { Session } from '../../lead/api-types'
import { unfinished, useSession } from '../../lead/signed-in'
import { address, go } from '../../router'
import { EnrolStep } from '../security/enrol-step'
import { FactorStep } from '../security/factor-step'
import { MadePasswordStep } from '../security/made-password-step'
import { RecoveryCodes } from '../security/recovery-codes'
import { SignInForm } from '../security/sign-in-form'

/** The way in for coordinators; afterwards back to where they wanted to go. */
export function Login() {
  const why = address.value.query.has('next') ? 'login.next' : null
  return <SignInSteps session={useSession()} why={why} onReady={enter} />
}

interface Props {
  /** As far as the sign-in has come; null before it has begun. */
  session: Session | null
  why: Word | null
  onReady: () => void
}

/** A sign-in in as many steps as it takes. */
export function SignInSteps({ session, why, onReady }: Props) {
  const stage = unfinished(session)
  const [typed, setTyped] = useState<string | null>(null)
  const [expired, setExpired] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)
  const [done, setDone] = useState(false)
  const onStage = (stage: Stage) => setDone(stage === 'ready')
  useStages(codes ? 'codes' : stage, session !== null && !stage, done, onReady)
  const onExpired = () => {
    setTyped(null)
    setExpired(true)
  }
  // With a factor of its own the session is ready: the server says so.
  const finish = async () => {
    const answer = await refreshAnswer('/api/session')
    setDone(answer.ok)
    if (!answer.ok) showSnackbar(problem(answer.problem))
  }
  if (session && codes) {
    return (
      <Page title={t('recovery.title')}>
        <RecoveryCodes headless codes={codes} login={session.account.login} onKept={finish} />
      </Page>
    )
  }
  const steps = { session, onStage, onExpired }
  if (session && stage === 'factor') return <FactorStep {...steps} session={session} />
  if (session && stage === 'password')
    return <MadePasswordStep {...steps} session={session} old={typed} />
  if (session && stage === 'enrol') {
    return (
      <EnrolStep
        session={session}
        onDone={(recovery) => (recovery ? setCodes(recovery) : void finish())}
      />
    )
  }
  return (
    <SignInForm
      why={expired ? 'factor.expired' : why}
      onIn={(stage, password) => {
        setExpired(false)
        setTyped(password)
        onStage(stage)
      }}
    />
  )
}

function enter(): void {
  const next = address.peek().query.get('next') ?? '/desk'
  go(/^\/desk(?![/]login)([/?]|$)/.test(next) ? next : '/desk', { replace: true })
}

/**
 * Each step is told from its heading on, or begins in its field. Of a sign-in that is not finished the
 * server is asked whether it still stands, or was finished in another window. The desk opens once what
 * is kept here says `ready` too: else its frame would send the person back.
 */
function useStages(stage: string | null, ready: boolean, done: boolean, onReady: () => void): void {
  const was = useRef(stage)
  useEffect(() => {
    if (was.current !== stage) {
      scrollTo(0, 0)
      if (!document.activeElement?.matches('main input'))
        document.querySelector<HTMLElement>('h1')?.focus()
    }
    if (ready && (done || (was.current && was.current !== 'codes'))) onReady()
    was.current = stage
    if (stage && stage !== 'codes') void refreshAnswer('/api/session')
  }, [stage, ready, done])
}
