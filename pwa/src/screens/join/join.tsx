import { useEffect, useRef, useState } from 'preact/hooks'
import {
  type Code,
  checkCode,
  codeIn,
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

/** Where the browser of an iPhone keeps the short code that is typed into the installed app. */
const IPHONE_CODE = 'iphone code'

/** Joining: a code by link, by camera or by letters; what it does; name and consent; done. */
export function Join() {
  const [step, setStep] = useState<Step>({ at: 'find' })
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<Refused | null>(null)
  const looked = useRef<string | null>(null)
  const [staying, setStaying] = useState(false)
  const [short, setShort] = useState<string | null>(null)
  const kept = useLive(draft<string>(IPHONE_CODE))
  const { ios, standalone } = environment().value
  const installFirst = ios && !standalone && !staying
  const look = async ({ code, short }: Code) => {
    setWrong(null)
    setStep({ at: 'looking' })
    setShort(short)
    looked.current = code
    // Who goes to the home screen and comes back may find the page begun anew, without its code.
    if (installFirst && short) void saveDraft(IPHONE_CODE, short)
    const answer = await checkCode(code)
    // Another code has come meanwhile.
    if (looked.current !== code) return
    if (answer.ok) return setStep({ at: 'agree', code, invitation: answer.invitation })
    setStep({ at: 'find' })
    setWrong({ text: problem(answer.problem) })
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
            short={short ?? kept ?? null}
            team={step.at === 'agree' ? step.invitation.teamName : null}
            onStay={() => setStaying(true)}
          />
        </>
      )}
      {shown === 'find' && <FindCode typed={typed} onType={setTyped} wrong={wrong} onCode={read} />}
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
            void clearDraft(IPHONE_CODE)
            setStep({ at: 'done', joined })
          }}
          onBack={() => setStep({ at: 'find' })}
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
