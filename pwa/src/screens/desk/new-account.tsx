import { useState } from 'preact/hooks'
import { addAccount } from '../../actions/accounts'
import { Choice } from '../../parts/choice'
import { Field } from '../../parts/field'
import { t } from '../../words'
import { ChooseUnit } from './choose-unit'
import { KeepForm } from './keep-form'
import type { Secret } from './shown-password'
import { useSignedIn } from './signed-in'

interface Props {
  onMade: (secret: Secret) => void
  onCancel: () => void
}

/** A new account; the server makes its password and shows it once. */
export function NewAccountForm({ onMade, onCancel }: Props) {
  const me = useSignedIn()
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [role, setRole] = useState<'coordinator' | 'administrator'>('coordinator')
  const [unit, setUnit] = useState('')
  const typed = login.trim().toLowerCase()
  const needsUnit = role === 'coordinator'
  return (
    <KeepForm
      title={t('accounts.add')}
      yes={t('accounts.add.take')}
      missing={() => (name.trim() && typed && (unit || !needsUnit) ? null : t('accounts.missing'))}
      save={() =>
        addAccount({
          name: name.trim(),
          login: typed,
          role,
          unit: needsUnit ? unit : null,
        })
      }
      onDone={({ password }) => onMade({ name: name.trim(), login: typed, password })}
      onCancel={onCancel}
    >
      {(wrong) => (
        <>
          <Field
            label={t('accounts.name')}
            maxLength={120}
            value={name}
            wrong={wrong('name')}
            onInput={setName}
          />
          <Field
            label={t('login.name')}
            hint={t('accounts.login.hint')}
            autocapitalize="none"
            spellcheck={false}
            maxLength={60}
            value={login}
            wrong={wrong('login')}
            onInput={setLogin}
          />
          {me?.role === 'administrator' && (
            <Choice
              legend={t('accounts.role')}
              options={[
                { value: 'coordinator', label: t('accounts.role.coordinator') },
                { value: 'administrator', label: t('accounts.role.administrator') },
              ]}
              value={role}
              onChange={(value) => setRole(value as 'coordinator' | 'administrator')}
            />
          )}
          {needsUnit && <ChooseUnit without={me?.unit?.id} value={unit} onChange={setUnit} />}
        </>
      )}
    </KeepForm>
  )
}
