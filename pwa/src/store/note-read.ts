import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting } from './settings'

/** Records what a person has read of: new phones, teams that they left, certificates. */
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
