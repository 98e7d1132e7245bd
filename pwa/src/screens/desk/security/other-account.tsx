import { signOut } from '../../../actions/account'
import { t } from '../../../words'

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
