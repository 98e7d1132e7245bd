import { useEffect, useState } from 'preact/hooks'
import {
  codeIn,
  type Invitation,
  type Joined,
  lookAtCode,
  takeCodeFromAddress,
} from '../../actions/join'
import { Page } from '../../parts/page'
import { environment } from '../../queries'
import { problem, t } from '../../words'
import { OnIphone } from '../me/on-iphone'
import { Agree } from './agree'
import { Done } from './done'
import { FindCode } from './find-code'

type Step =
  | { at: 'find' }
  | { at: 'looking' }
  | { at: 'agree'; code: string; invitation: Invitation }
  | { at: 'done'; joined: Joined }

/** Joining: a code by link, by camera or by letters; what it does; name and consent; done. */
export function Join() {
  const [step, setStep] = useState<Step>({ at: 'find' })
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const look = async (text: string) => {
    const code = codeIn(text)
    if (!code) return setWrong(t('join.not_ours'))
    setWrong(null)
    setStep({ at: 'looking' })
    const answer = await lookAtCode(code)
    if (answer.ok) return setStep({ at: 'agree', code, invitation: answer.invitation })
    setStep({ at: 'find' })
    setWrong(problem(answer.problem))
  }
  // the address is read once, on arriving
  useEffect(() => {
    const code = takeCodeFromAddress()
    if (code) void look(code)
  }, [])
  return (
    <Page title={titleOf(step)}>
      {(step.at === 'find' || step.at === 'agree') && <InstallFirst />}
      {step.at === 'find' && (
        <FindCode typed={typed} onType={setTyped} wrong={wrong} onCode={look} />
      )}
      {step.at === 'looking' && (
        <p class="card quiet" role="status">
          {t('join.looking')}
        </p>
      )}
      {step.at === 'agree' && (
        <Agree
          code={step.code}
          invitation={step.invitation}
          onJoined={(joined) => setStep({ at: 'done', joined })}
          onBack={() => setStep({ at: 'find' })}
        />
      )}
      {step.at === 'done' && <Done joined={step.joined} />}
    </Page>
  )
}

function titleOf(step: Step): string {
  if (step.at !== 'done') return t('screen.name.join')
  return t(step.joined.state === 'pending' ? 'join.done.title.waiting' : 'join.done.title')
}

/** On an iPhone the installed app and the browser keep their things apart, so install comes first. */
function InstallFirst() {
  const { ios, standalone } = environment().value
  if (!ios || standalone) return null
  return (
    <section class="card look">
      <p>{t('join.iphone_first')}</p>
      <OnIphone />
    </section>
  )
}
