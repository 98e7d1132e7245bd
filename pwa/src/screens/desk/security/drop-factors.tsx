import { dropFactors } from '../../../actions/desk/accounts'
import { t } from '../../../i18n'
import type { AccountRow } from '../../lead/api-types'
import { ConfirmedForm } from './confirmed-form'

/** Somebody has lost the phone, and with it every second factor. */
export function DropFactors({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const { name } = row
  return (
    <ConfirmedForm
      title={t('accounts.drop.of', { name })}
      yes={t('accounts.drop')}
      save={() => dropFactors(row.id)}
      saved={t('accounts.drop.done', { name })}
      onClose={onClose}
    >
      {() => <p>{t('accounts.drop.why', { name })}</p>}
    </ConfirmedForm>
  )
}
