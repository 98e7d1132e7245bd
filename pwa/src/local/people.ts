import type { Enrolment } from '../rules/types'
import { db } from './database'
import { withStore } from './errors'
import { getMeta, putMeta } from './meta'

/** Who may act on this phone: as the server says, else as joining said. */
export async function readEnrolments(): Promise<Enrolment[]> {
  const device = await getMeta('device')
  const row = device ? await db.base.get(device) : undefined
  const joined = (await getMeta('enrolments')) ?? []
  if (!row) return joined
  const told = (row.f.enrolments ?? []) as Enrolment[]
  // A person who joined a moment ago may not stand in the row yet.
  const later = joined.filter((mine) => !told.some((theirs) => same(mine, theirs)))
  return [...told, ...later]
}

function same(a: Enrolment, b: Enrolment): boolean {
  return a.member === b.member && a.team === b.team
}

/** The person in charge now: the chosen one if still enrolled, else the first who may act. */
export async function currentPerson(): Promise<Enrolment | null> {
  const chosen = await getMeta('person')
  const able = (await readEnrolments()).filter(
    (one) => one.state === 'approved' || one.state === 'pending',
  )
  return (
    able.find((one) => one.member === chosen?.member && one.team === chosen.team) ?? able[0] ?? null
  )
}

/**
 * Keeps what joining answered and binds what was recorded before it, once, to the person and the
 * team; all in one transaction, before anything is sent. PROTOCOL 3
 */
export async function bindJoined(enrolment: Enrolment, receipt: string | null): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, db.outbox, async () => {
      const others = ((await getMeta('enrolments')) ?? []).filter((one) => !same(one, enrolment))
      await putMeta('enrolments', [...others, enrolment])
      await putMeta('person', { member: enrolment.member, team: enrolment.team })
      await putMeta('standing', 'welcome')
      if (receipt) await putMeta('receipts', [...((await getMeta('receipts')) ?? []), receipt])
      const unbound = (await db.outbox.toArray()).filter((item) => item.channel === null)
      await db.outbox.bulkPut(
        unbound.map((item) => ({ ...item, channel: enrolment.channel, author: enrolment.member })),
      )
    }),
  )
}

export async function choosePerson(member: string, team: string): Promise<void> {
  await withStore(() => putMeta('person', { member, team }))
}
