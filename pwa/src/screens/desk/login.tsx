import './security/words'
import '../../styles/desk.css'
import '../../styles/security.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { refreshAccount } from '../../actions/desk'
import type { Stage } from '../../actions/sign-in'
import { Page } from '../../parts/page'
import { t } from '../../words'
import { address, go } from '../router'
import { EnrolStep } from './security/enrol-step'
import { FactorStep } from './security/factor-step'
import { MadePasswordStep } from './security/made-password-step'
import { RecoveryCodes } from './security/recovery-codes'
import { SignInForm } from './security/sign-in-form'
import { unfinished, useSession } from './signed-in'

/** The way in for coordinators, in as many steps as it takes; afterwards back to where they wanted to
 * go. */
export function Login() {
  const session = useSession()
  const stage = unfinished(session)
  const [typed, setTyped] = useState<string | null>(null)
  const [expired, setExpired] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)
  const onStage = (stage: Stage) => {
    if (stage === 'ready') enter()
  }
  useStages(codes ? 'codes' : stage, session !== null && !stage && !codes)
  const onExpired = () => {
    setTyped(null)
    setExpired(true)
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
      expired={expired}
      onIn={(stage, password) => {
        setExpired(false)
        setTyped(password)
        onStage(stage)
      }}
    />
  )
}

/** With a factor of its own the session is ready, and the server says so. */
async function finish(): Promise<void> {
  await refreshAccount()
  enter()
}

function enter(): void {
  const { path, query } = address.peek()
  if (path !== '/desk/login') return
  const next = query.get('next') ?? '/desk'
  go(/^\/desk(?![/]login)([/?]|$)/.test(next) ? next : '/desk', { replace: true })
}

/** Each step is told from its heading on. Of a sign-in that is not finished the server is asked whether
 * it still stands, or was finished in another window. */
function useStages(stage: string | null, finished: boolean): void {
  const was = useRef(stage)
  useEffect(() => {
    if (was.current !== stage) {
      scrollTo(0, 0)
      document.querySelector<HTMLElement>('h1')?.focus()
    }
    if (was.current && finished) enter()
    was.current = stage
    if (stage && stage !== 'codes') void refreshAccount()
  }, [stage, finished])
}
