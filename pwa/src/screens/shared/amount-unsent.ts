import type { SyncState } from '../../queries'
import { amount } from './amount'

/** How much this phone has not sent; null where that is nothing. */
export function amountUnsent({ here, others }: SyncState): string | null {
  return here + others.here > 0 ? amount(here, others.here) : null
}
