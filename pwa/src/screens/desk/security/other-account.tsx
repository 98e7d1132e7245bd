import { signOut } from '../../../actions/desk/account'
import { t } from '../../../i18n'

/** The way out of a sign-in that is not finished. */
export function OtherAccount() {
  return (
    <p>
      <button type="button" class="button plain start" onClick={() => void signOut()}>
        {t('factor.other')}
      </button>
    </p>
  )
}
