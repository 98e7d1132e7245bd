import { currentPerson } from '../store/people'
import { getSetting } from '../store/settings'
import { type Live, live } from './live'

/** The current person's newest certificate, as `member/moment`; null if there is none, or if they have
 * opened it on this phone. */
export function newCertificate(): Live<string | null> {
  return live('new certificate', async () => {
    const person = await currentPerson()
    if (!person?.certified) return null
    const key = `${person.member}/${person.certified}`
    return (await getSetting('readCertificates'))?.includes(key) ? null : key
  })
}
