import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting } from './settings'

/** Notes that somebody has read of these: phones that came in, teams that they are out of,
 * certificates. */
export async function noteRead(
  of: 'knownPhones' | 'readMoves' | 'readCertificates',
  keys: string[],
): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const read = (await getSetting(of)) ?? []
      await putSetting(of, [...new Set([...read, ...keys])])
    }),
  )
}
