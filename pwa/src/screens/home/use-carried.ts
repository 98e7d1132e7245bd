import { t } from '../../i18n'
import { syncState, useLive } from '../../queries'
import { amount } from '../shared/amount'

/** What this phone keeps for teammates and the server has not, as a sentence; null where that is
 * nothing. It stands wherever a phone says that nothing is left: whoever reads that may clear it. */
export function useCarried(): string | null {
  const { carried = 0, bundles = 0 } = useLive(syncState()) ?? {}
  return bundles ? t('carried.kept', { what: amount(carried, carried ? 0 : bundles) }) : null
}
