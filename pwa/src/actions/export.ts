import { PRACTICE } from '../practice'
import { db } from '../store/database'
import { fileName } from './file-name'
import { type NoHandOver, prepareHandOver } from './hand-over'

/**
 * Hands over as a file what the server has not got, or not taken; false if there is nothing. What could
 * be sent stands in it as a parcel, which another phone and the desk can take; after it, for a person
 * who helps, whatever could not.
 * @param lineOf what the file says to a person who opens it, of so many sessions
 */
export async function exportUnsent(lineOf: (sessions: number) => string): Promise<boolean> {
  if (PRACTICE) return false
  const [outbox, open, device, made] = await Promise.all([
    db.outbox.orderBy('no').toArray(),
    db.sent.where('open').equals(1).toArray(),
    db.meta.get('device'),
    // Where it cannot be signed it is saved all the same, for a person to help with.
    prepareHandOver(lineOf).catch((): NoHandOver => 'no_key'),
  ])
  if (outbox.length + open.length === 0) return false
  const parcel = typeof made === 'string' ? null : made
  const packed = new Set(parcel?.changes)
  const left = outbox.filter((one) => !packed.has(one.id))
  const rest = { tungngo: 'unsent', version: 1, device: device?.value ?? null, outbox: left, open }
  const parts = [
    parcel?.file ?? `${lineOf(new Set(left.map(({ record }) => record)).size)}\n`,
    ...(left.length + open.length > 0 ? [JSON.stringify(rest, null, 1)] : []),
  ]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(parts, { type: 'text/plain' }))
  link.download = fileName()
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return true
}
