import { addAccount } from '../../../actions/desk/accounts'
import { Choice } from '../../../components/choice'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { useSignedIn } from '../../lead/signed-in'
import { ConfirmedForm } from '../security/confirmed-form'
import { ChooseUnit } from '../shared/choose-unit'
import type { Secret } from './shown-password'

interface Props {
  onMade: (secret: Secret) => void
  onCancel: () => void
}

/** A new account; the server makes its password and shows it once. */
export function NewAccountForm({ onMade, onCancel }: Props) {
  const me = useSignedIn()
  const typed = usePersistedForm(forms.newAccount, () => ({
    name: '',
    login: '',
    role: 'coordinator',
    unit: '',
  }))
  const { name, login, role, unit } = typed.values
  const written = login.trim().toLowerCase()
  const needsUnit = role === 'coordinator'
  return (
    <ConfirmedForm
      typed={typed}
      title={t('accounts.add')}
      yes={t('accounts.add.take')}
      missing={() =>
        name.trim() && written && (unit || !needsUnit) ? null : t('accounts.missing')
      }
      save={() =>
        addAccount({
          name: name.trim(),
          login: written,
          role: role === 'administrator' ? role : 'coordinator',
          unit: needsUnit ? unit : null,
        })
      }
      onDone={({ password }) => onMade({ name: name.trim(), login: written, password })}
      onClose={onCancel}
    >
      {({ text, choice }) => (
        <>
          <Field required label={t('accounts.name')} maxLength={120} {...text('name')} />
          <Field
            required
            label={t('login.name')}
            hint={t('accounts.login.hint')}
            autocapitalize="none"
            spellcheck={false}
            maxLength={60}
            {...text('login')}
          />
          {me?.role === 'administrator' && (
            <Choice
              legend={t('accounts.role')}
              options={[
                { value: 'coordinator', label: t('accounts.role.coordinator') },
                { value: 'administrator', label: t('accounts.role.administrator') },
              ]}
              {...choice('role')}
            />
          )}
          {needsUnit && <ChooseUnit required without={me?.unit?.id} {...choice('unit')} />}
        </>
      )}
    </ConfirmedForm>
  )
}
