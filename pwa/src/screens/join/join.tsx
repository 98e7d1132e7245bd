import { useEffect, useRef, useState } from 'preact/hooks'
import {
  type Code,
  checkCode,
  codeIn,
  INVITATION,
  type Invitation,
  type Joined,
  takeCodeFromAddress,
} from '../../actions/join'
import { clearDraft, saveDraft } from '../../actions/phone'
import { Page } from '../../components/page'
import { problem, t } from '../../i18n'
import { draft, environment, useLive } from '../../queries'
import { Agree } from './agree'
import { Done } from './done'
import { FindCode, type Refused } from './find-code'
import { InstallFirst } from './install-first'

type Step =
  | { at: 'find' }
  | { at: 'looking' }
  | { at: 'agree'; code: string; invitation: Invitation }
  | { at: 'done'; joined: Joined }

/** Problems after which the same code may still be good. */
const TRY_AGAIN = ['unreachable', 'server_trouble', 'too_many_attempts']

/** Joining: a code by link, by camera or by letters; what it does; name and consent; done. */
export function Join() {
  const [step, setStep] = useState<Step>({ at: 'find' })
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<Refused | null>(null)
  const looked = useRef<string | null>(null)
  const [staying, setStaying] = useState(false)
  const kept = useLive(draft<Code>(INVITATION))
  const { ios, standalone } = environment().value
  const installFirst = ios && !standalone && !staying
  const look = async (found: Code) => {
    const { code, short } = found
    setWrong(null)
    setTyped(short ?? code)
    setStep({ at: 'looking' })
    looked.current = code
    // Without a network, and on an iPhone that installs the app first, the page may begin anew.
    void saveDraft(INVITATION, found)
    const answer = await checkCode(code)
    // Another code has come meanwhile.
    if (looked.current !== code) return
    if (answer.ok) return setStep({ at: 'agree', code, invitation: answer.invitation })
    setStep({ at: 'find' })
    if (!TRY_AGAIN.includes(answer.problem)) void clearDraft(INVITATION)
    setWrong({ text: answer.problem === 'unreachable' ? t('join.kept') : problem(answer.problem) })
  }
  const read = (text: string) => {
    const found = codeIn(text)
    if (found) void look(found)
    else setWrong({ text: t('join.not_ours') })
  }
  // on arriving, and when another link is opened while this screen stands
  useEffect(() => {
    const take = () => {
      const found = takeCodeFromAddress()
      if (found) void look(found)
    }
    take()
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [])
  // a code that waits: on a page that began anew, and when the network is back
  useEffect(() => {
    if (!kept || step.at !== 'find') return
    const again = () => void look(kept)
    if (looked.current === null) again()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [kept, step.at])
  const type = (text: string) => {
    setTyped(text)
    void clearDraft(INVITATION)
  }
  const shown = installFirst && step.at !== 'looking' && step.at !== 'done' ? 'install' : step.at
  return (
    <Page title={titleOf(step)}>
      {shown === 'install' && (
        <>
          {wrong && (
            <p class="card stop" role="alert">
              {wrong.text}
            </p>
          )}
          <InstallFirst
            short={kept?.short ?? null}
            team={step.at === 'agree' ? step.invitation.teamName : null}
            onStay={() => setStaying(true)}
          />
        </>
      )}
      {shown === 'find' && <FindCode typed={typed} onType={type} wrong={wrong} onCode={read} />}
      {step.at === 'looking' && (
        <p class="card quiet" role="status">
          {t('join.looking')}
        </p>
      )}
      {shown === 'agree' && step.at === 'agree' && (
        <Agree
          code={step.code}
          invitation={step.invitation}
          onJoined={(joined) => {
            void clearDraft(INVITATION)
            setStep({ at: 'done', joined })
          }}
          onBack={() => {
            type('')
            setStep({ at: 'find' })
          }}
        />
      )}
      {step.at === 'done' && <Done joined={step.joined} />}
    </Page>
  )
}

function titleOf(step: Step): string {
  if (step.at !== 'done') return t('do.join')
  return t(step.joined.state === 'pending' ? 'join.done.title.waiting' : 'join.done.title')
}
