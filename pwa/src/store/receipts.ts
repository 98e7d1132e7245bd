import { teamOf } from '../rules/channel'
import type { Enrolment } from '../rules/types'
import { db } from './database'
import { withStore } from './errors'
import { readIdentity } from './identity'
import { isSamePerson, readEnrolments } from './people'
import type { OutboxItem } from './rows'
import { getSetting, putSetting } from './settings'
import { unsent } from './unsent'

const MOST = 100

/** What tells a server that has forgotten this phone who joined on it. PROTOCOL 7.11 */
export interface Joined {
  device: string
  key: JsonWebKey | null
  receipts: string[]
  people: { id: string; name: string }[]
}

/** Null where nobody has joined, or nothing tells of it. */
export async function readJoined(): Promise<Joined | null> {
  const identity = await readIdentity()
  return await withStore(async () => {
    const all = [...((await getSetting('enrolments')) ?? []), ...(await readEnrolments())]
    const told = all.flatMap((one) => one.receipt ?? [])
    const joined = (await getSetting('receipts')) ?? []
    const receipts = [...new Set([...joined, ...told])].slice(-MOST)
    const people = all.slice(-MOST).map((one) => ({ id: one.member, name: one.member_name }))
    return identity && receipts.length > 0 ? { ...identity, receipts, people } : null
  })
}

export type MembershipState = Pick<Enrolment, 'member' | 'team' | 'state'>

/**
 * Keeps how the server took each of them. What was recorded for a team that it does not have stays
 * here, sent or not, until its author joins anew or a better backup knows the team. PROTOCOL 7.11
 */
export async function noteRejoined(people: MembershipState[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, db.base, db.sent, db.outbox, async () => {
      const before = await readEnrolments()
      const now = (mine: Enrolment) =>
        people.find((one) => isSamePerson(one, mine))?.state ?? mine.state
      await putSetting(
        'enrolments',
        before.map((one) => ({ ...one, state: now(one) })),
      )
      const isLost = ({ channel }: Pick<OutboxItem, 'channel'>) =>
        people.some((one) => one.state === 'unknown' && one.team === teamOf(channel))
      const sent = (await db.sent.toArray()).filter((one) => isLost(one) && one.verdict !== 'gone')
      const waiting = (await db.outbox.toArray()).filter(isLost)
      await db.sent.bulkDelete(sent.map((one) => one.id))
      await db.outbox.bulkPut([...sent.map(unsent), ...waiting].map(unbound))
    }),
  )
}

const unbound = (item: OutboxItem): OutboxItem => ({
  ...item,
  channel: null,
  team: teamOf(item.channel) ?? '',
})
