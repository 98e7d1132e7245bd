import { acknowledgeGuesses } from '../../../actions/desk/security/sign-in'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import type { Guesses } from '../../lead/api-types'
import { Notice } from './notice'

/** Somebody failed to sign in to this account: it stands at the desk until its owner has said whose it
 * was. */
export function GuessesNotice({ guesses: { count, since } }: { guesses: Guesses }) {
  return (
    <Notice
      name="guesses"
      title={t('guesses.title')}
      mine={t('guesses.mine')}
      notMine={t('guesses.look')}
      acknowledge={acknowledgeGuesses}
    >
      <p class="number">{t('guesses.text', { n: count, since: formatInstant(since) })}</p>
      <p>{t('guesses.what')}</p>
    </Notice>
  )
}
