import { grouped, normalise } from '../rules/code'
import { checkInvitation, joinTeam, type Look, type Namesake } from '../sync/join'
import { closeIdleCrowd } from './crowd'
import { type Outcome, outcomeOf } from './outcome'
import { saveDraft } from './phone'

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

export interface Code {
  /** What the server is asked with. */
  code: string
  /** The same for a person to type, where it is known: "ABCDE-FGHJK". */
  short: string | null
}

/** The code of an invitation's link: `v1.`, a secret, and the short code behind it. */
const LONG_CODE = /^(v1\.[A-Za-z0-9_-]{16,200})(?:\.([0-9A-Za-z]{10}))?$/

/** The draft in which the phone keeps a code for a day, or until it is used, refused or put aside. */
export const INVITATION = 'invitation'

export interface KeptCode extends Code {
  /** When it was kept, in milliseconds. */
  at: number
}

export const isFresh = ({ at }: KeptCode): boolean => Date.now() - at < 24 * 60 * 60 * 1000

/** Keeps the code for the next time the page is opened; false where the phone could not store it. */
export async function keepInvitation(code: Code): Promise<boolean> {
  const kept: KeptCode = { ...code, at: Date.now() }
  return await saveDraft(INVITATION, kept).then(
    () => true,
    () => false,
  )
}

/**
 * The code in this page's address (`/j#v1.…`); null if none. It is a secret: it is wiped from the
 * address at once, so that it stays in no history and on no screenshot.
 */
export function takeCodeFromAddress(): Code | null {
  if (location.pathname !== '/j' || !location.hash) return null
  const code = codeIn(location.hash.slice(1))
  history.replaceState(history.state, '', location.pathname + location.search)
  return code
}

/** The code in a scanned or typed text: our own link or a bare code; null if it is neither. */
export function codeIn(text: string): Code | null {
  const plain = text.trim()
  const typed = shortCode(plain)
  if (typed) return { code: typed, short: typed }
  const ours = `${location.origin}/j#`
  const found = LONG_CODE.exec(plain.startsWith(ours) ? plain.slice(ours.length) : plain)
  return found?.[1] ? { code: found[1], short: shortCode(found[2] ?? '') } : null
}

function shortCode(text: string): string | null {
  const plain = normalise(text)
  return plain && grouped(plain)
}

/** What joining with this code will do. */
export async function checkCode(code: string): Promise<Outcome<{ invitation: Invitation }>> {
  const answer = await checkInvitation(code)
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

/**
 * Joins. What was recorded before joining becomes this person's, in this team, and is sent. `namesake`:
 * to be asked where the team has that name already, or to be that person, once a lead has said so.
 */
export async function join(
  code: string,
  name: string,
  consent: boolean,
  namesake?: Namesake,
): Promise<Outcome<{ joined: Joined }>> {
  const done = await outcomeOf(async () => {
    // What was being counted until now is a session of who counted, or of nobody yet.
    await closeIdleCrowd(0)
    return { answer: await joinTeam(code, name, consent, namesake) }
  })
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
