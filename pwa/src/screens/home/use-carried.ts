import { t } from '../../i18n'
import { useLive } from '../../queries'
import { carried } from '../../queries/relay'
import { amount } from '../shared/amount'

/** What this phone keeps for teammates and the server has not, as a sentence; null where that is
 * nothing. It stands wherever a phone says that nothing is left: whoever reads that may clear it. */
export function useCarried(): string | null {
  const kept = useLive(carried())?.filter((one) => one.state === 'waiting') ?? []
  const sessions = kept.reduce((sum, one) => sum + one.sessions, 0)
  return kept.length > 0
    ? t('carried.kept', { what: amount(sessions, sessions ? 0 : kept.length) })
    : null
}
