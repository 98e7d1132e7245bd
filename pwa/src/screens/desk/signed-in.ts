import { deskAnswer, deskKeys, useLive } from '../../queries'
import type { Account } from './answers'

/** Who is signed in at the desk on this device, as the server last said. */
export function useSignedIn(): Account['account'] | null {
  return useLive(deskAnswer<Account>(deskKeys.account()))?.body.account ?? null
}

const COMMUNES = new Set(['xa', 'phuong', 'dac_khu', 'thi_tran', 'thon'])

/** A commune's teams stand under itself: to split it by unit says nothing. */
export const isCommune = (kind: string | undefined): boolean => COMMUNES.has(kind ?? '')

/** The catalogue is kept above the communes: one list must do for all of them. */
export function keepsCatalogue(account: Account['account'] | null): boolean {
  if (!account) return false
  return account.unit === null || !isCommune(account.unit.kind)
}
