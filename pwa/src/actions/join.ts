import type { Outcome } from './outcome'

export interface Invitation {
  teamName: string
  unitName: string | null
  role: 'volunteer' | 'lead'
  autoApprove: boolean
  expiresAt: string
}

export interface Joined {
  member: string
  name: string
  teamName: string
  state: 'approved' | 'pending'
  phrase: string | null
}

/** The code in this page's address (`/j#v1.…`), wiped from the address at once; null if none. */
export declare function takeCodeFromAddress(): string | null
/** The code in a scanned or typed text: our own link or a bare code; null if it is neither. */
export declare function codeIn(text: string): string | null
/** What joining with this code will do. */
export declare function lookAtCode(code: string): Promise<Outcome<{ invitation: Invitation }>>
export declare function join(
  code: string,
  name: string,
  consent: boolean,
): Promise<Outcome<{ joined: Joined }>>
