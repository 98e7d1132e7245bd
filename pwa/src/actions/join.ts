import { grouped, normalise } from '../rules/code'
import { joinTeam, type Look, lookAt } from '../sync/join'
import type { Outcome } from './outcome'
import { outcomeOf } from './results'

export interface Invitation {
  teamName: string
  unitName: string | null
  role: 'volunteer' | 'lead'
  autoApprove: boolean
  expiresAt: string
  /** The code is for this one member's other phone. */
  memberName: string | null
}

export interface Joined {
  member: string
  name: string
  teamName: string
  state: 'approved' | 'pending'
  phrase: string | null
}

/** The long code of an invitation's link: `v1.` and a secret. */
const LONG_CODE = /^v1\.[A-Za-z0-9_.-]{16,200}$/

/**
 * The code in this page's address (`/j#v1.…`), null if none. It is a secret: it is wiped from the
 * address at once, so that it stays in no history and on no screenshot.
 */
export function takeCodeFromAddress(): string | null {
  if (location.pathname !== '/j' || !location.hash) return null
  const code = codeIn(location.hash.slice(1))
  history.replaceState(history.state, '', location.pathname + location.search)
  return code
}

/** The code in a scanned or typed text: our own link or a bare code; null if it is neither. */
export function codeIn(text: string): string | null {
  const plain = text.trim()
  if (LONG_CODE.test(plain)) return plain
  const typed = normalise(plain)
  if (typed) return grouped(typed)
  const ours = `${location.origin}/j#`
  const code = plain.startsWith(ours) ? plain.slice(ours.length) : ''
  return LONG_CODE.test(code) ? code : null
}

/** What joining with this code will do. */
export async function lookAtCode(code: string): Promise<Outcome<{ invitation: Invitation }>> {
  const answer = await lookAt(code)
  if (!answer.ok) return answer
  const look = answer.body as Look
  return {
    ok: true,
    invitation: {
      teamName: look.team.name,
      unitName: look.team.unit_name,
      role: look.role === 'lead' ? 'lead' : 'volunteer',
      autoApprove: look.auto_approve,
      expiresAt: look.expires_at,
      memberName: look.member_name,
    },
  }
}

/** Joins. What was recorded before joining becomes this person's, in this team, and is sent. */
export async function join(
  code: string,
  name: string,
  consent: boolean,
): Promise<Outcome<{ joined: Joined }>> {
  const done = await outcomeOf(async () => ({ answer: await joinTeam(code, name, consent) }))
  if (!done.ok) return done
  const { answer } = done
  if (!answer.ok) return answer
  const { member, member_name, team_name, state, phrase } = answer.enrolment
  return {
    ok: true,
    joined: {
      member,
      name: member_name,
      teamName: team_name,
      state: state === 'approved' ? 'approved' : 'pending',
      phrase,
    },
  }
}
