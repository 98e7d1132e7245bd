import { ACCOUNT } from '../store/desk/account'
import type { ApiResult } from './api-result'

/** Lets the person sign in again; false where they do not. `wrote`: what they sent was refused. */
type SignInAgain = (wrote: boolean) => Promise<boolean>

let signInAgain: SignInAgain | null = null

/** What the desk's frame does when the session ends. */
export function onSessionExpiry(ask: SignInAgain | null): void {
  signInAgain = ask
}

/** Whether the session had ended and the person has signed in again: the request is then sent once more. */
export async function isRenewed(path: string, answer: ApiResult, wrote: boolean): Promise<boolean> {
  if (answer.ok || answer.problem !== 'unauthenticated' || !signInAgain) return false
  // A step of a sign-in does not wait for the sign-in.
  return !(wrote && path.startsWith(ACCOUNT)) && (await signInAgain(wrote))
}
