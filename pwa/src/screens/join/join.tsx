import { useEffect, useRef, useState } from 'preact/hooks'
import {
  type Code,
  checkCode,
  codeIn,
  INVITATION,
  type Invitation,
  isFresh,
  type Joined,
  type KeptCode,
  keepInvitation,
} from '../../actions/join'
import { clearDraft } from '../../actions/phone'
import { Page } from '../../components/page'
import { problem, t } from '../../i18n'
import { draft, environment, useLive } from '../../queries'
import { useCodeInAddress } from '../shared/use-code-in-address'
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
  // What this page looked up, also where the phone could not store it, or what an earlier page stored.
  const [own, setOwn] = useState<Code | null>(null)
  const stored = useLive(draft<KeptCode>(INVITATION))
  const kept = own ?? (stored && isFresh(stored) ? stored : null)
  const answered = useRef(false)
  const { ios, standalone } = environment().value
  const installFirst = ios && !standalone && !staying
  const look = async (found: Code) => {
    const { code, short } = found
    setWrong(null)
    setTyped(short ?? '')
    setOwn(found)
    setStep({ at: 'looking' })
    looked.current = code
    answered.current = false
    // Without a network, and on an iPhone that installs the app first, the page may begin anew.
    const [isKept, answer] = await Promise.all([keepInvitation(found), checkCode(code)])
    // Another code has come meanwhile.
    if (looked.current !== code) return
    answered.current = answer.ok
    if (answer.ok) return setStep({ at: 'agree', code, invitation: answer.invitation })
    setStep({ at: 'find' })
    if (!TRY_AGAIN.includes(answer.problem)) forget()
    const waits = isKept && answer.problem === 'unreachable'
    setWrong({ text: waits ? t('join.kept') : problem(answer.problem) })
  }
  const forget = () => {
    setOwn(null)
    void clearDraft(INVITATION)
  }
  const read = (text: string) => {
    const found = kept && text === (kept.short ?? '') ? kept : codeIn(text)
    if (found) void look(found)
    else setWrong({ text: t('join.not_ours') })
  }
  useCodeInAddress((found) => void look(found))
  // The next person at this phone is not offered a code that was looked up for this one.
  useEffect(
    () => () => {
      if (answered.current) void clearDraft(INVITATION)
    },
    [],
  )
  // a code that waits: on a page that began anew, and when the network is back
  useEffect(() => {
    if (stored && !kept) forget()
    if (!kept || step.at !== 'find') return
    const again = () => void look(kept)
    if (looked.current === null) again()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [stored, kept, step.at])
  const type = (text: string) => {
    setTyped(text)
    forget()
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
      {shown === 'find' && (
        <FindCode {...{ typed, wrong }} hasCode={kept !== null} onType={type} onCode={read} />
      )}
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
            forget()
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
