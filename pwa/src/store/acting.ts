import { withStore } from './errors'
import { currentAuthor, readEnrolments } from './people'
import { isPinValid } from './pin-validity'
import { getSetting } from './settings'
import { getStatus } from './status'

/** None of the phone's people, in whose name the server lets nothing be done. */
export const NOBODY = 'none'

/**
 * In whose name this page asks at the desk and on a lead's screens: the person's who holds the
 * phone, nobody's while that screen is locked. Null where nobody has joined: there is no such right.
 */
export async function actingMember(): Promise<string | null> {
  return await withStore(async () => {
    const enrolments = await readEnrolments()
    const who = await currentAuthor(enrolments)
    if (!who) return null
    const pin = (await getSetting('pins'))?.[who.member]
    const locked = isPinValid(pin, who.member, enrolments) && getStatus().unlocked !== who.member
    return locked ? NOBODY : who.member
  })
}
