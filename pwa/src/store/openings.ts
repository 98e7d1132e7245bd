// What a phone writes of papers that were opened on it (PROTOCOL 5.17).
import { deviceChannel } from '../rules/channel'
import { validateEvent } from '../rules/kinds/events'
import { SCHEMA } from '../rules/protocol-limits'
import type { Fields } from '../rules/types'
import { db } from './database'
import { withStore } from './errors'
import { newId } from './ids'
import { currentPerson } from './people'
import { bump, getSetting, putSetting } from './settings'
import { withUnsentMarker } from './unsent-marker'

const MOST_KNOWN = 1000

/**
 * Writes an opening in the phone's own channel, of who holds the phone and once for each version: number, line
 * and that it is known in one strict transaction. Answers whether one was written. Raises StoreError.
 */
export async function addOpening(
  document: string,
  version: number,
  as: string,
  at: string,
): Promise<boolean> {
  const set = validateEvent('opening', { document, version, as })
  let wrote = false
  await withUnsentMarker(() =>
    withStore(
      async () => {
        wrote = await write(set, at)
        return wrote
      },
      (known) => known,
    ),
  )
  return wrote
}

function write(set: Fields, at: string): Promise<boolean> {
  return db.transaction('rw', db.outbox, db.meta, db.base, async () => {
    const [person, device] = [await currentPerson(), await getSetting('device')]
    if (!person?.channel || !device) return false
    const key = `${person.member}/${set.document}/${set.version}`
    const known = (await getSetting('opened')) ?? []
    if (known.includes(key)) return false
    await putSetting('opened', [...known, key].slice(-MOST_KNOWN))
    await db.outbox.add({
      id: newId(),
      no: await bump('no'),
      author: person.member,
      op: 'create',
      kind: 'opening',
      record: newId(),
      channel: deviceChannel(device),
      schema: SCHEMA,
      at,
      set,
      tries: 0,
      error: null,
    })
    return true
  })
}
