import { db } from '../local/database'

/** Hands the unsent and unsettled changes over as a file; false if there are none. */
export async function exportUnsent(): Promise<boolean> {
  const [outbox, open, device] = await Promise.all([
    db.outbox.orderBy('no').toArray(),
    db.sent.where('open').equals(1).toArray(),
    db.meta.get('device'),
  ])
  if (outbox.length + open.length === 0) return false
  const content = { tungngo: 'unsent', version: 1, device: device?.value ?? null, outbox, open }
  const link = document.createElement('a')
  const file = new Blob([JSON.stringify(content, null, 1)], { type: 'application/json' })
  link.href = URL.createObjectURL(file)
  link.download = `tung-ngo-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-')}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return true
}
