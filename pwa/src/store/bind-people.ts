import { pathOf } from '../api/paths'
import { teamOf } from '../rules/channel'
import type { Enrolment, Row } from '../rules/types'
import { db } from './database'
import { ACCOUNT } from './desk/account'
import { withStore } from './errors'
import { isSamePerson, type Membership, readEnrolments } from './people'
import type { OutboxItem } from './rows'
import { bump, getSetting, putSetting } from './settings'

/**
 * Keeps what joining answered and binds what was recorded before it, once, to the person and the
 * team; all in one transaction, before anything is sent. PROTOCOL 3
 */
export async function bindJoined(enrolment: Enrolment, receipt: string | null): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, db.desk, db.outbox, db.base, db.sent, async () => {
      const others = ((await getSetting('enrolments')) ?? []).filter(
        (one) => !isSamePerson(one, enrolment),
      )
      await putSetting('enrolments', [...others, enrolment])
      await changeHands({ member: enrolment.member, team: enrolment.team })
      await putSetting('standing', 'welcome')
      if (receipt)
        await putSetting('receipts', [...((await getSetting('receipts')) ?? []), receipt])
      const gone = (await readEnrolments()).filter((one) => isLost(one, enrolment))
      const mine = [null, enrolment.member, ...gone.map((one) => one.member)]
      await bind(enrolment, ({ author }) => mine.includes(author))
    }),
  )
}

/** The same person in a team that a restored server has lost, where the id may be lost too. */
function isLost(one: Enrolment, person: Enrolment): boolean {
  const name = (each: Enrolment) => each.member_name.toLowerCase()
  return one.state === 'unknown' && name(one) === name(person)
}

/**
 * Binds what people recorded while they could not act, once their team has approved them again.
 * Joins the transaction around it.
 */
export async function bindApproved(device: Row): Promise<void> {
  if (device.id !== (await getSetting('device'))) return
  for (const one of (device.f.enrolments ?? []) as Enrolment[]) {
    if (one.state !== 'approved') continue
    const ids = [one.member, ...(one.merged ?? [])]
    const isTheirs = ({ author, team }: OutboxItem) =>
      author !== null && ids.includes(author) && team === one.team
    // What may have been sent before is the same change only under the same id.
    await bind(one, isTheirs, ({ author }) => author)
  }
}

/**
 * Somebody on this phone was a second entry of another one, and goes on as that one: who is chosen,
 * and the PIN. What they recorded keeps its author, whom the server knows. Joins the transaction
 * around it. PROTOCOL 5.10
 */
export async function followMerged(device: Row): Promise<void> {
  if (device.id !== (await getSetting('device'))) return
  const told = (device.f.enrolments ?? []) as Enrolment[]
  const kept = new Map(told.flatMap((one) => (one.merged ?? []).map((old) => [old, one.member])))
  if (kept.size === 0) return
  const joined = (await getSetting('enrolments')) ?? []
  await putSetting(
    'enrolments',
    joined.filter(({ member }) => !kept.has(member)),
  )
  const person = await getSetting('person')
  const own = person && kept.get(person.member)
  if (person && own) await putSetting('person', { ...person, member: own })
  const pins = (await getSetting('pins')) ?? {}
  const moved = Object.entries(pins).map(([member, pin]) => [kept.get(member) ?? member, pin])
  await putSetting('pins', { ...Object.fromEntries(moved), ...without(pins, kept) })
}

function without<T>(all: Record<string, T>, gone: ReadonlyMap<string, unknown>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !gone.has(key)))
}

async function bind(
  to: Enrolment,
  isTheirs: (item: OutboxItem) => boolean,
  authorOf: (item: OutboxItem) => string | null = () => to.member,
): Promise<void> {
  const made = new Map<string, string>()
  for (const whole of await db.outbox.orderBy('no').toArray()) {
    const { team: _team, ...item } = whole
    const isBound = item.channel === null && isTheirs(whole)
    if (isBound && item.op === 'create') made.set(item.record, to.channel)
    // An edit goes where its record is, whatever team its author is in.
    const own = made.get(item.record) ?? (isBound ? await channelOf(item.record) : null)
    if (isBound) {
      await db.outbox.put({ ...item, channel: own ?? to.channel, author: authorOf(whole) })
    } else if (own && item.channel !== null) {
      await db.outbox.put({ ...whole, channel: own })
    }
  }
}

/** The team's channel of a record that the server has, or that was sent; null if neither is known. */
async function channelOf(record: string): Promise<string | null> {
  const row = await db.base.get(record)
  if (teamOf(row?.channel ?? null) !== null) return row?.channel ?? null
  const sent = await db.sent.where('record').equals(record).toArray()
  const waiting = await db.outbox.where('record').equals(record).toArray()
  const create = [...sent, ...waiting].find((item) => item.op === 'create' && item.channel)
  return create?.channel ?? null
}

export async function choosePerson(member: string, team: string): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, db.desk, async () => await changeHands({ member, team })),
  )
}

/**
 * What the server told the one before is not for the next one, nor what is still on its way; who is
 * signed in at the desk stays so, and a team is out for the same whoever of it holds the phone.
 */
async function changeHands(person: Membership): Promise<void> {
  const before = await getSetting('person')
  await putSetting('person', person)
  if (before && isSamePerson(before, person)) return
  await bump('deskGeneration')
  await db.desk
    .where('key')
    .noneOf([ACCOUNT, pathOf('/api/teams/{team_id}/plan', { team_id: person.team })])
    .delete()
}
