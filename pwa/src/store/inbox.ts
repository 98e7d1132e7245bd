import type { ExitRow, Row, Settlement } from '../rules/types'
import { bindApproved, followMerged } from './bind-people'
import { noteCorrections } from './corrections'
import { db } from './database'
import { noteDiffering } from './digests'
import { saveEnrolments } from './enrolments'
import { emptyDelivered } from './relay'
import { bump, getSetting, putSetting } from './settings'

export type PulledRow = Row | ExitRow

export function isExit(row: PulledRow): row is ExitRow {
  return 'out' in row
}

type RowStore = 'base' | 'shadow'

/**
 * Puts rows into base (or the shadow that replaces it), each only if its version is higher. Joins
 * the transaction around it. PROTOCOL 7
 */
export async function putRows(store: RowStore, rows: PulledRow[]): Promise<void> {
  if (rows.length === 0) return
  const table = db[store]
  const before = await table.bulkGet(rows.map((row) => row.id))
  const now = new Map(before.flatMap((row) => (row ? [[row.id, row] as const] : [])))
  const old = new Map(now)
  const leave = new Set<string>()
  const put = new Map<string, Row>()
  for (const row of rows) {
    const old = now.get(row.id)
    if (isExit(row)) {
      // Only from the channel it left: it may stand in another one by now.
      if (!old || old.channel !== row.channel || old.ver > row.ver) continue
      now.delete(row.id)
      put.delete(row.id)
      leave.add(row.id)
    } else if (!old || row.ver > old.ver) {
      now.set(row.id, row)
      put.set(row.id, row)
      leave.delete(row.id)
    }
  }
  await table.bulkDelete([...leave])
  await table.bulkPut([...put.values()])
  const arrived = [...put.values()]
  await closeSettled(arrived.filter((row) => row.kind === 'settlement'))
  for (const row of arrived) {
    if (row.kind !== 'device') continue
    await followMerged(row)
    await bindApproved(row)
  }
  await dropErased(arrived)
  if (store === 'base') await noteCorrections(old, arrived)
  if (store === 'base' && (leave.size > 0 || put.size > 0)) await bump('writes')
}

/** A settlement tells how a person decided; its change is then no longer in "Cần sửa". */
async function closeSettled(rows: Row[]): Promise<void> {
  for (const row of rows) await settleSent(row)
}

/**
 * Closes the sent change that a settlement row speaks of, when none of its fields is left open. A
 * refusal of any of them stays as a notice, so that its author learns of it and why.
 */
export async function settleSent(row: Row): Promise<void> {
  const { change, record, outcome, fields, reason } = row.f as unknown as Settlement
  const item = await db.sent.get(change)
  // The server may call it otherwise than this phone does (PROTOCOL 5.2.9).
  if (outcome === 'erased') return await dropCopies([record, item?.record ?? record])
  if (!item?.open) return
  const { open: _open, refused: before, ...closed } = item
  const left = fields?.length ? item.fields.filter((field) => !fields.includes(field)) : []
  let refused = before
  if (outcome === 'refused') {
    const told = item.fields.filter((field) => !left.includes(field))
    const reasons = [before?.reason, reason].filter(Boolean)
    refused = {
      fields: [...(before?.fields ?? []), ...told],
      reason: [...new Set(reasons)].join(' · ') || null,
    }
  }
  if (left.length > 0) await db.sent.put({ ...item, fields: left, ...(refused && { refused }) })
  else if (!refused) await db.sent.put({ ...closed, settled: { outcome, reason } })
  else {
    const settled = { outcome: 'refused', reason: refused.reason }
    await db.sent.put({ ...closed, open: 1, fields: refused.fields, settled })
  }
}

/** An erased record leaves no copy behind. What was never sent waits for its own verdict. */
export async function dropErased(rows: Row[]): Promise<void> {
  await dropCopies(rows.filter((row) => row.erased).map((row) => row.id))
}

async function dropCopies(records: string[]): Promise<void> {
  if (records.length === 0) return
  await emptyDelivered()
  const copies = await db.sent.where('record').anyOf(records).toArray()
  await db.sent.bulkDelete(copies.filter((item) => item.verdict !== 'gone').map((item) => item.id))
}

/**
 * A row that came with a verdict stands in a channel that the phone may lose before its first page
 * of it; only a channel that was noted can be dropped. Joins the transaction around it.
 */
export async function noteChannels(rows: Row[]): Promise<void> {
  const channels = (await getSetting('channels')) ?? []
  const noted = new Set([...channels, ...rows.map((row) => row.channel)])
  if (noted.size > channels.length) await putSetting('channels', [...noted])
}

/** A dropped channel takes its rows with it, never a change. */
export async function saveChannels(channels: string[]): Promise<void> {
  const before = (await getSetting('channels')) ?? []
  const dropped = before.filter((channel) => !channels.includes(channel))
  if (dropped.length > 0) {
    await saveEnrolments()
    await db.base.where('channel').anyOf(dropped).delete()
    await db.shadow.where('channel').anyOf(dropped).delete()
    const cursors = (await getSetting('cursors')) ?? {}
    for (const channel of dropped) delete cursors[channel]
    await putSetting('cursors', cursors)
    await noteDiffering((differing) => differing.filter((one) => channels.includes(one)))
    await bump('generation')
    await bump('writes')
  }
  if (dropped.length > 0 || before.length !== channels.length)
    await putSetting('channels', channels)
}
