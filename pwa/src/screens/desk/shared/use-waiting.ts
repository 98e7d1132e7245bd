import { refreshAnswer } from '../../../actions/lead/refresh'
import type { Wire } from '../../../api/wire'
import { useLive } from '../../../queries'
import { deskAnswer } from '../../../queries/desk-answer'
import { AT_FIRST } from '../../lead/review/page-size'
import { useSignedIn } from '../../lead/signed-in'

export interface Waiting {
  phones: number
  reviews: number
  /** Requests about people's own data that are open, and of these overdue. */
  requests: number
  overdue: number
  /** Sites that another account has written and this one may approve. */
  sites: number
  all: number
}

/** How much waits for who is signed in, as the server last said to the tabs; null for an administrator,
 * who looks after no team, and while nothing is known. */
export function useWaiting(): Waiting | null {
  const account = useSignedIn()
  const phones = useLive(deskAnswer('/api/enrolments', { state: 'pending' }))?.body.rows.length
  const reviews = useLive(deskAnswer('/api/review', { limit: AT_FIRST }))?.body.total
  const asked = useLive(deskAnswer('/api/data-requests', { state: 'open' }))?.body
  const sites = useLive(deskAnswer('/api/sites', { state: 'waiting' }))?.body.rows
  if (!account || account.role === 'administrator') return null
  if (phones === undefined && reviews === undefined) return null
  const { open = 0, overdue = 0 } = asked ?? {}
  const counts = {
    phones: phones ?? 0,
    reviews: reviews ?? 0,
    requests: open,
    sites: sites?.filter(mayApprove).length ?? 0,
  }
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return { ...counts, overdue, all }
}

/** The author of a version does not approve it. */
export const mayApprove = (site: Wire['Site']): boolean =>
  site.state === 'waiting' && site.is_kept && !site.is_own

/** Asks the server again how much waits. */
export async function refreshWaiting(): Promise<void> {
  await Promise.all([
    refreshAnswer('/api/enrolments', { state: 'pending' }),
    refreshAnswer('/api/review', { limit: AT_FIRST }),
    refreshAnswer('/api/data-requests', { state: 'open' }),
    refreshAnswer('/api/sites', { state: 'waiting' }),
  ])
}
