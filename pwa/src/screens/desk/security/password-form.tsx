import { useState } from 'preact/hooks'
import type { Outcome } from '../../../actions/outcome'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import { Check } from '../shared/check'
import { AskForm } from './ask-form'
import { type Refused, refusedOf } from './refused'

/** The fewest characters by role, as the server demands them. */
const SHORTEST: Record<string, number> = { coordinator: 12, administrator: 15 }

export const shortestFor = (role: string): number | null => SHORTEST[role] ?? null

interface Props {
  /** Whose, for what keeps passwords on the device. */
  login: string
  /** The fewest characters; null where the role is not known, by which it goes. */
  shortest: number | null
  /** The label of the present password's field; null where another thing proves who asks. */
  old: string | null
  yes: string
  big?: boolean
  save: (old: string, wanted: string) => Promise<Outcome>
  /** What else can be refused, other than a password. */
  onRefused?: (problem: string) => boolean
  onDone: () => void
  onCancel?: () => void
}

/** A new password, twice, with what a good one is. */
export function PasswordForm(props: Props) {
  const { login, shortest, yes, big = false, save, onRefused, onDone, onCancel } = props
  const [old, setOld] = useState('')
  const [wanted, setWanted] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const type = shown ? 'text' : 'password'
  const lacking = (): Refused | null => {
    if (props.old && !old) return { field: 'old', text: t('password.missing.old') }
    if (!wanted) return { field: 'new', text: t('password.missing') }
    if (wanted.length < (shortest ?? 1)) return { field: 'new', text: t('password.refused.short') }
    return wanted === again ? null : { field: 'again', text: t('password.differ') }
  }
  const send = async () => {
    const lacks = lacking()
    if (lacks) return lacks
    const answer = await save(old, wanted)
    if (answer.ok) onDone()
    else if (!onRefused?.(answer.problem))
      return refusedOf(answer, {
        wrong_password: 'old',
        password_refused: 'new',
        too_many_attempts: props.old ? 'old' : 'new',
      })
    return null
  }
  return (
    <AskForm big={big} yes={yes} send={send} onCancel={onCancel}>
      {(wrong) => (
        <>
          <input hidden readOnly type="text" autocomplete="username" value={login} />
          {props.old && (
            <Field
              type={type}
              label={props.old}
              autocomplete="current-password"
              value={old}
              wrong={wrong('old')}
              onInput={setOld}
            />
          )}
          <Good shortest={shortest} />
          <Field
            type={type}
            label={t('password.new')}
            autocomplete="new-password"
            value={wanted}
            wrong={wrong('new')}
            onInput={setWanted}
          />
          <Field
            type={type}
            label={t('password.again')}
            autocomplete="new-password"
            value={again}
            wrong={wrong('again')}
            onInput={setAgain}
          />
          <Check label={t('login.show')} checked={shown} onChange={setShown} />
        </>
      )}
    </AskForm>
  )
}

function Good({ shortest }: { shortest: number | null }) {
  return (
    <div class="good-password">
      <p class="legend">{t('password.good')}</p>
      <ul>
        <li>{shortest ? t('password.good.long', { n: shortest }) : t('password.good.longer')}</li>
        <li>{t('password.good.own')}</li>
        <li>{t('password.good.only')}</li>
      </ul>
    </div>
  )
}
