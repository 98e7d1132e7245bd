import type { Wire } from '../../../api/wire'
import { useLive } from '../../../queries'
import { dataRequestsKey } from '../../../queries/desk/data-requests'
import { deskAnswer, deskKeys } from '../../../queries/desk-answer'
import type { EnrolmentRow, ReviewPage, Rows } from '../../lead/api-types'
import { AT_FIRST } from '../../lead/review/page-size'
import { useSignedIn } from '../../lead/signed-in'

const REVIEW = deskKeys.review({ limit: AT_FIRST })

export interface Waiting {
  phones: number
  reviews: number
  /** Requests about people's own data that are open, and of these overdue. */
  requests: number
  overdue: number
}

/** How much waits for who is signed in, as the server last said to the tabs; null for an administrator,
 * who looks after no team, and while nothing is known. */
export function useWaiting(): Waiting | null {
  const account = useSignedIn()
  const phones = useLive(deskAnswer<Rows<EnrolmentRow>>(deskKeys.enrolments()))?.body.rows.length
  const reviews = useLive(deskAnswer<ReviewPage>(REVIEW))?.body.total
  const asked = useLive(deskAnswer<Wire['DataRequests']>(dataRequestsKey('open')))?.body
  if (!account || account.role === 'administrator') return null
  if (phones === undefined && reviews === undefined) return null
  const { open = 0, overdue = 0 } = asked ?? {}
  return { phones: phones ?? 0, reviews: reviews ?? 0, requests: open, overdue }
}
