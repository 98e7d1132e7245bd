import { useLive } from '../../queries'
import { deskAnswer } from '../../queries/desk-answer'
import type { Account, Session } from './api-types'

/** Who is signed in at the desk on this device, as the server last said. */
export function useSignedIn(): Account['account'] | null {
  return useSession()?.account ?? null
}

/** The same with how far the sign-in has come. */
export function useSession(): Session | null {
  return useLive(deskAnswer('/api/session'))?.body ?? null
}

/** What is left of a sign-in; null when it is finished, or nobody has begun one. */
export function unfinished(session: Session | null): 'factor' | 'password' | 'enrol' | null {
  const stage = session?.stage ?? 'ready'
  return stage === 'ready' ? null : stage
}

/** Where one signs in, to come back to the screen of now. */
export const signInAddress = (): string =>
  `/desk/login?next=${encodeURIComponent(location.pathname + location.search)}`

const COMMUNES = new Set(['xa', 'phuong', 'dac_khu', 'thi_tran', 'thon'])

/** A commune's teams stand under itself: to split it by unit says nothing. */
export const isCommune = (kind: string | undefined): boolean => COMMUNES.has(kind ?? '')

/** The catalogue is kept above the communes: one list must do for all of them. */
export function mayEditCatalogue(account: Account['account'] | null): boolean {
  if (!account) return false
  return account.unit === null || !isCommune(account.unit.kind)
}
