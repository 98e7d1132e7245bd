import { changeAccount, newPassword } from '../../../actions/desk/accounts'
import { Field } from '../../../components/field'
import { showSnackbar } from '../../../components/snackbar'
import { t, type Word } from '../../../i18n'
import type { AccountRow } from '../../lead/api-types'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { type RowAction, RowActions } from '../../lead/forms/row-actions'
import { useSignedIn } from '../../lead/signed-in'
import { ConfirmedForm } from '../security/confirmed-form'
import { DropFactors } from '../security/drop-factors'
import { MakeReset } from '../security/make-reset'
import type { MadeReset } from '../security/shown-reset'
import { ChooseUnit } from '../shared/choose-unit'
import { formatUnit } from '../shared/tree'
import type { Secret } from './shown-password'

interface Props {
  row: AccountRow
  onSecret: (secret: Secret) => void
  onReset: (made: MadeReset) => void
}

/** One account, and what can be done to it. */
export function AccountLine({ row, onSecret, onReset }: Props) {
  const actions: RowAction[] = [
    {
      label: t('accounts.change'),
      formName: forms.account(row.id),
      form: (close) => <Change row={row} onClose={close} />,
    },
    ...(row.disabled
      ? []
      : [
          {
            label: t('accounts.reset'),
            form: (close: () => void) => <MakeReset row={row} onReset={onReset} onClose={close} />,
          },
        ]),
    {
      label: t('accounts.new_password'),
      form: (close) => <NewPassword row={row} onSecret={onSecret} onClose={close} />,
    },
    ...(row.factors
      ? [
          {
            label: t('accounts.drop'),
            danger: true,
            form: (close: () => void) => <DropFactors row={row} onClose={close} />,
          },
        ]
      : []),
    {
      label: t(row.disabled ? 'accounts.enable' : 'accounts.disable'),
      danger: !row.disabled,
      form: (close) => <Switch row={row} onClose={close} />,
    },
  ]
  return (
    <>
      <span class="spread">
        <span class="name">{row.name}</span>
        {row.disabled && <span class="tag">{t('accounts.disabled')}</span>}
      </span>
      <span class="soft small">
        {[row.login, t(`accounts.role.${row.role}` as Word), row.unit && formatUnit(row.unit)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {row.without_password && !row.disabled && (
        <span class="tag attention">{t('accounts.without_password')}</span>
      )}
      {row.factors !== undefined && <Factors row={row} />}
      <RowActions name={row.name} actions={actions} />
    </>
  )
}

/** Whether a password alone opens the account; where it may not, that is what to look at. */
function Factors({ row: { factors, demanded } }: { row: AccountRow }) {
  const amiss = demanded && !factors
  return (
    <span class={amiss ? 'tag attention' : 'soft small'}>
      {t(factors ? 'accounts.factors.on' : 'accounts.factors.off')}
    </span>
  )
}

interface FormProps {
  row: AccountRow
  onClose: () => void
}

function Change({ row, onClose }: FormProps) {
  const own = useSignedIn()?.unit?.id
  const typed = usePersistedForm(forms.account(row.id), () => ({
    name: row.name,
    unit: row.unit?.id ?? '',
  }))
  const { name, unit } = typed.values
  return (
    <ConfirmedForm
      typed={typed}
      title={t('accounts.change.of', { name: row.name })}
      missing={() => (name.trim() ? null : t('accounts.missing.name'))}
      save={() =>
        changeAccount(row.id, {
          ...(name.trim() !== row.name && { name: name.trim() }),
          ...(row.unit && unit !== row.unit.id && { unit }),
        })
      }
      onDone={(saved) => {
        const moved = saved.without_password && !row.without_password
        showSnackbar(
          moved ? t('accounts.without_password.moved', { name: saved.name }) : t('form.saved'),
        )
        onClose()
      }}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <Field required label={t('accounts.name')} maxLength={120} {...text('name')} />
          {row.unit && <ChooseUnit without={own} {...choice('unit')} />}
        </>
      )}
    </ConfirmedForm>
  )
}

function NewPassword({ row, onSecret, onClose }: FormProps & { onSecret: Props['onSecret'] }) {
  return (
    <ConfirmedForm
      title={t('accounts.new_password.of', { name: row.name })}
      yes={t('accounts.new_password.take')}
      save={() => newPassword(row.id)}
      onDone={({ password }) => {
        onClose()
        onSecret({ name: row.name, login: row.login, password })
      }}
      onClose={onClose}
    >
      {() => <p>{t('accounts.new_password.why')}</p>}
    </ConfirmedForm>
  )
}

function Switch({ row, onClose }: FormProps) {
  const words: [Word, Word, Word, Word] = row.disabled
    ? ['accounts.enable.of', 'accounts.enable', 'accounts.enable.why', 'accounts.enable.done']
    : ['accounts.disable.of', 'accounts.disable', 'accounts.disable.why', 'accounts.disable.done']
  const [title, yes, why, done] = words
  return (
    <ConfirmedForm
      title={t(title, { name: row.name })}
      yes={t(yes)}
      save={() => changeAccount(row.id, { disabled: !row.disabled })}
      saved={t(done, { name: row.name })}
      onClose={onClose}
    >
      {() => <p>{t(why)}</p>}
    </ConfirmedForm>
  )
}
