import './words'
import { acknowledgeGuesses } from '../../../actions/desk/security/sign-in'
import { useOnce } from '../../../components/once'
import { say } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { formatInstant } from '../../../i18n/format'
import type { Guesses } from '../../lead/api-types'
import { go } from '../../router'

/** Somebody failed to sign in to this account: it stands at the desk until its owner has said whose it
 * was. */
export function GuessesNotice({ guesses: { count, since } }: { guesses: Guesses }) {
  const { busy, once } = useOnce()
  const acknowledge = (then?: () => void) =>
    once(async () => {
      const answer = await acknowledgeGuesses()
      if (answer.ok) then?.()
      else say(problem(answer.problem))
    })
  return (
    <section class="card look no-print" aria-labelledby="guesses">
      <h2 id="guesses">{t('guesses.title')}</h2>
      <p class="number">{t('guesses.text', { n: count, since: formatInstant(since) })}</p>
      <p>{t('guesses.what')}</p>
      <div class="row">
        <button
          type="button"
          class="button primary"
          disabled={busy}
          onClick={() => acknowledge(() => go('/desk/account'))}
        >
          {t('guesses.look')}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => acknowledge()}>
          {t('guesses.mine')}
        </button>
      </div>
    </section>
  )
}
