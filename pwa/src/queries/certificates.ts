import { currentPerson } from '../store/people'
import { getSetting } from '../store/settings'
import { type Live, live } from './live'

/** The last certificate that was issued to the current person and not looked at on this phone, as
 * `member/moment`; null without one. */
export function newCertificate(): Live<string | null> {
  return live('new certificate', async () => {
    const person = await currentPerson()
    if (!person?.certified) return null
    const key = `${person.member}/${person.certified}`
    return (await getSetting('readCertificates'))?.includes(key) ? null : key
  })
}
