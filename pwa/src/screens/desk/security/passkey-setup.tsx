import { useState } from 'preact/hooks'
import { addPasskey } from '../../../actions/desk/security/factors'
import { Field } from '../../../components/field'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { AskForm } from './ask-form'
import type { Confirmed } from './confirmed'
import { deviceName } from './device-name'
import { refusedOf } from './refused'

interface Props {
  confirmed: Confirmed['confirmed']
  onDone: (recovery: string[] | null) => void
  onCancel: () => void
}

/** A new passkey: a name for it, then the browser asks for finger, face or PIN. */
export function PasskeySetup({ confirmed, onDone, onCancel }: Props) {
  const [name, setName] = useState(() => t(deviceName(navigator.userAgent)))
  const send = async () => {
    const called = name.trim()
    if (!called) return { field: 'name', text: t('passkey.label.missing') }
    const answer = await confirmed(() => addPasskey(called))
    if (!answer.ok) return refusedOf(answer, { name_refused: 'name' })
    showSnackbar(t('passkey.added', { name: called }))
    onDone(answer.recovery)
    return null
  }
  return (
    <div class="stack">
      <p>{t('passkey.add.why')}</p>
      <AskForm
        yes={t('passkey.make')}
        busy={t('login.passkey.busy')}
        send={send}
        onCancel={onCancel}
      >
        {(wrong) => (
          <Field
            label={t('passkey.label')}
            hint={t('passkey.label.hint')}
            autocomplete="off"
            maxLength={60}
            value={name}
            wrong={wrong('name')}
            onInput={setName}
          />
        )}
      </AskForm>
    </div>
  )
}
