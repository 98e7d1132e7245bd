import { useState } from 'preact/hooks'
import { type Invitation, type Joined, join } from '../../actions/join'
import { Field } from '../../components/field'
import { useOnce } from '../../components/once'
import { useRefused } from '../../components/use-refused'
import { problem, t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { Notice } from '../shared/notice'

interface Props {
  code: string
  invitation: Invitation
  onJoined: (joined: Joined) => void
  onBack: () => void
}

interface Wrong {
  name?: string
  consent?: string
  other?: string
}

const MOST_NAME = 60

const isOneWord = (name: string) => name !== '' && !name.includes(' ')

/** What joining does, one's name, what is kept about oneself, and a yes that is never given ahead. */
export function Agree({ code, invitation, onJoined, onBack }: Props) {
  const [name, setName] = useState(invitation.memberName ?? '')
  const [consent, setConsent] = useState(false)
  const { busy, once } = useOnce()
  const [wrong, setWrong] = useState<Wrong>({})
  const form = useRefused<HTMLFormElement>(wrong)
  // A name of one word is asked about once: it may be how somebody is called in the register.
  const [asked, setAsked] = useState('')
  const isNew = invitation.memberName === null
  /** The name that the team has already. */
  const [taken, setTaken] = useState<string | null>(null)
  const send = async (namesake: 'ask' | 'same') => {
    const clean = name.normalize('NFC').trim().replace(/\s+/g, ' ')
    const lacking: Wrong = {
      ...(!clean && { name: t('join.name.missing') }),
      ...(isNew &&
        isOneWord(clean) &&
        clean !== asked && { name: t('join.name.one', { name: clean }) }),
      ...(!consent && { consent: t('join.consent.missing') }),
    }
    setAsked(clean)
    setWrong(lacking)
    if (lacking.name || lacking.consent) return
    const answer = await join(code, clean, consent, isNew ? namesake : undefined)
    if (answer.ok) return onJoined(answer.joined)
    if (answer.problem === 'name_in_team') return setTaken(clean)
    const sentence = problem(answer.problem)
    setWrong(answer.problem === 'name_refused' ? { name: sentence } : { other: sentence })
  }
  return (
    <form
      class="stack roomy"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        void once(() => send('ask'))
      }}
    >
      <section class="card calm">
        <h2>{invitation.teamName}</h2>
        {invitation.unitName && <p>{invitation.unitName}</p>}
        <p>
          {t(invitation.role === 'lead' ? 'join.as_lead' : 'join.as_volunteer')}{' '}
          {t(invitation.autoApprove ? 'join.at_once' : 'join.after_approval')}
        </p>
        {invitation.memberName && <p>{t('join.known', { name: invitation.memberName })}</p>}
        <p class="soft small">{t('join.until', { when: formatInstant(invitation.expiresAt) })}</p>
      </section>
      {isNew && (
        <Field
          label={t('join.name')}
          hint={t('join.name.hint')}
          autocomplete="name"
          maxLength={MOST_NAME}
          value={name}
          onInput={(text) => {
            setTaken(null)
            setName(text)
          }}
          wrong={wrong.name}
        />
      )}
      <section class="card">
        <h2>{t('screen.name.privacy')}</h2>
        <Notice />
      </section>
      <div>
        <label class="check">
          <input
            type="checkbox"
            checked={consent}
            aria-invalid={wrong.consent ? 'true' : undefined}
            onChange={(event) => setConsent(event.currentTarget.checked)}
          />
          <span>{t('join.consent')}</span>
        </label>
        {wrong.consent && (
          <p class="wrong" role="alert">
            {wrong.consent}
          </p>
        )}
      </div>
      {wrong.other && (
        <p class="card stop" role="alert">
          {wrong.other}
        </p>
      )}
      {wrong.name && <p class="wrong">{wrong.name}</p>}
      {taken === null ? (
        <button type="submit" class="button primary big" disabled={busy}>
          {t(busy ? 'join.busy' : 'join.take')}
        </button>
      ) : (
        <section class="card look" role="alert" ref={intoView}>
          <h2>{t('join.namesake', { name: taken })}</h2>
          <p>{t('join.namesake.why')}</p>
          <button
            type="button"
            class="button primary big"
            disabled={busy}
            onClick={() => once(() => send('same'))}
          >
            {t(busy ? 'join.busy' : 'join.namesake.same')}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              setTaken(null)
              setWrong({ name: t('join.namesake.longer') })
            }}
          >
            {t('join.namesake.other')}
          </button>
        </section>
      )}
      <button type="button" class="button plain" onClick={onBack}>
        {t('join.other_code')}
      </button>
    </form>
  )
}

/** It asks where nobody looks: below the button that was tapped. */
const intoView = (place: HTMLElement | null) => place?.scrollIntoView?.({ block: 'nearest' })
