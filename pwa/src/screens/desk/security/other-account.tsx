import { signOut } from '../../../actions/desk/account'
import { t } from '../../../i18n'
import { isSigningInAgain } from '../account/sign-in-dialog'

/** The way out of a sign-in that is not finished; not over a form, whose draft signing out would delete. */
export function OtherAccount() {
  if (isSigningInAgain()) return null
  return (
    <p>
      <button type="button" class="button plain start" onClick={() => void signOut()}>
        {t('factor.other')}
      </button>
    </p>
  )
}
