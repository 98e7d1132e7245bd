import { acknowledgeGuesses } from '../../../actions/sign-in'
import { t } from '../../../words'
import { formatInstant } from '../../../words/format'
import type { Guesses } from '../answers'
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
