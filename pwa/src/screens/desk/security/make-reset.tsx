import { makeReset } from '../../../actions/desk/accounts'
import { t } from '../../../i18n'
import type { AccountRow } from '../../lead/api-types'
import { ConfirmedForm } from './confirmed-form'
import type { MadeReset } from './shown-reset'

interface Props {
  row: AccountRow
  onReset: (made: MadeReset) => void
  onClose: () => void
}

/** A link by which the owner of an account sets a new password. */
export function MakeReset({ row, onReset, onClose }: Props) {
  return (
    <ConfirmedForm
      title={t('accounts.reset.of', { name: row.name })}
      yes={t('accounts.reset.take')}
      save={() => makeReset(row.id)}
      onDone={({ reset }) => {
        onClose()
        onReset({ name: row.name, login: row.login, ...reset })
      }}
      onClose={onClose}
    >
      {() => <p>{t('accounts.reset.why')}</p>}
    </ConfirmedForm>
  )
}
