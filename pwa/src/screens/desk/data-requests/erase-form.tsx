import './words'
import { useState } from 'preact/hooks'
import { eraseMember } from '../../../actions/desk/data-requests'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import { SubmitForm } from '../../lead/forms/form'
import type { Confirming } from '../../lead/invitations/confirming'

interface Props {
  member: { id: string; name: string }
  /** The server's answers that tell of the person. */
  shown: string[]
  confirmed: Confirming
  onClose: () => void
}

const MOST = 300
const LOST = ['name', 'papers', 'team'] as const

/** Erases somebody's data for ever: says what is lost, and asks why and for the password. */
export function EraseForm({ member, shown, confirmed, onClose }: Props) {
  const [reason, setReason] = useState('')
  const save = () => confirmed(() => eraseMember(member.id, reason.trim(), shown))
  return (
    <SubmitForm
      title={t('data_requests.erase.of', { name: member.name })}
      yes={t('data_requests.erase')}
      missing={() => ({
        reason: reason.trim() ? undefined : t('data_requests.erase.reason.missing'),
      })}
      save={save}
      saved={t('data_requests.erase.saved')}
      onClose={onClose}
    >
      {({ wrong }) => (
        <>
          <div>
            <p>{t('data_requests.erase.lost')}</p>
            <ul>
              {LOST.map((what) => (
                <li key={what}>{`– ${t(`data_requests.erase.lost.${what}`)}`}</li>
              ))}
            </ul>
            <p>{t('data_requests.erase.kept')}</p>
            <p class="soft small">{t('data_requests.erase.elsewhere')}</p>
          </div>
          <Field
            required
            label={t('data_requests.erase.reason')}
            hint={t('data_requests.erase.reason.hint')}
            maxLength={MOST}
            value={reason}
            wrong={wrong('reason')}
            onInput={setReason}
          />
        </>
      )}
    </SubmitForm>
  )
}
