import type { SessionsParams, TalliesParams } from '../local/desk-keys'
import type { Outcome } from './outcome'

export interface InvitationOptions {
  role: 'volunteer' | 'lead'
  autoApprove: boolean
  hours: number
  maxUses: number
  affiliation?: string
}

/** As the server gives it, once: code, link and short code are not shown again. */
export interface NewInvitation {
  id: string
  code: string
  link: string
  short_code: string
  role: 'volunteer' | 'lead'
  auto_approve: boolean
  expires_at: string
  max_uses: number
  uses: number
}

export declare function signIn(login: string, password: string): Promise<Outcome>
export declare function signOut(): Promise<Outcome>
export declare function refreshAccount(): Promise<Outcome>
export declare function refreshTallies(params: TalliesParams): Promise<Outcome>
export declare function refreshSessions(params: SessionsParams): Promise<Outcome>
export declare function openSession(id: string): Promise<Outcome>
export declare function refreshUnits(): Promise<Outcome>
export declare function refreshTeams(unit?: string): Promise<Outcome>
export declare function openTeam(id: string): Promise<Outcome>
export declare function refreshInvitations(team: string): Promise<Outcome>
export declare function createInvitation(
  team: string,
  options: InvitationOptions,
): Promise<Outcome<{ invitation: NewInvitation }>>
export declare function revokeInvitation(id: string, team: string): Promise<Outcome>
export declare function refreshEnrolments(unit?: string): Promise<Outcome>
export declare function decideEnrolment(
  device: string,
  member: string,
  decision: 'approve' | 'refuse',
): Promise<Outcome>
export declare function revokeDevice(id: string): Promise<Outcome>
export declare function refreshReview(unit?: string): Promise<Outcome>
export declare function settle(
  id: string,
  decision: 'accept' | 'refuse',
  reason?: string,
): Promise<Outcome>
