import { dropFactors } from '../../../actions/accounts'
import { say } from '../../../parts/snackbar'
import { t } from '../../../words'
import type { AccountRow } from '../answers'
import { ConfirmedForm } from './confirmed-form'

/** Somebody has lost the phone, and with it every second factor. */
export function DropFactors({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const { name } = row
  return (
    <ConfirmedForm
      title={t('accounts.drop.of', { name })}
      yes={t('accounts.drop')}
      save={() => dropFactors(row.id)}
      onDone={() => {
        say(t('accounts.drop.done', { name }))
        onClose()
      }}
      onCancel={onClose}
    >
      {() => <p>{t('accounts.drop.why', { name })}</p>}
    </ConfirmedForm>
  )
}
