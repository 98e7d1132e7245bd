import { deviceChannel } from '../rules/channel'
import { DATA_REQUEST, type DataRequest, type Wish } from '../rules/data-request'

export { isOpen, MOST_TEXT, WISHES, type Wish } from '../rules/data-request'

import type { Enrolment, Fields, Member } from '../rules/types'
import { db } from '../store/database'
import { currentAuthor, readEnrolments } from '../store/people'
import { getSetting } from '../store/settings'
import { type Live, live } from './live'
import { readViews } from './sessions'
import type { SessionView } from './types'

const EVER = ['0000-01-01', '9999-12-31'] as const

/** A request with where it stands on this phone. */
export interface OwnRequest extends DataRequest {
  where: 'here' | 'sent' | 'review'
}

export interface OwnTeam {
  name: string
  unit: string | null
  role: Enrolment['role']
  state: Enrolment['state']
  affiliation: string | null
  from: string | null
  to: string | null
}

export interface OwnSession {
  view: SessionView
  as: 'author' | 'companion'
}

/** What this phone holds about who holds it, and of nobody else who shares it. */
export interface OwnData {
  member: string
  name: string
  mayAsk: boolean
  waits: boolean
  teams: OwnTeam[]
  sessions: OwnSession[]
  openings: { title: string; version: number; day: string }[]
  requests: OwnRequest[]
  /** Changes under this name that the server has not got. */
  unsent: number
  /** When this phone last reached the server. */
  lastContact: string | null
}

/** Null where nobody has joined on this phone. */
export function ownData(): Live<OwnData | null> {
  return live('ownData', readOwnData, false)
}

async function readOwnData(): Promise<OwnData | null> {
  const enrolments = await readEnrolments()
  const person = await currentAuthor(enrolments)
  const device = await getSetting('device')
  if (!person || !device) return null
  const own = enrolments.filter(({ member }) => member === person.member)
  const ids = new Set([person.member, ...own.flatMap(({ merged }) => merged ?? [])])
  const isOwn = (id: unknown) => ids.has(String(id))
  const outbox = await db.outbox.orderBy('no').toArray()
  const standing = await getSetting('standing')
  const mayAsk = person.channel !== null && standing === 'welcome'
  return {
    member: person.member,
    name: person.member_name ?? own[0]?.member_name ?? '',
    mayAsk,
    waits: mayAsk && own.every(({ state }) => state === 'pending'),
    teams: await teamsOf(own),
    sessions: await sessionsOf(isOwn),
    openings: await openingsOf(device, isOwn),
    requests: await requestsOf(device, isOwn),
    unsent: outbox.filter(({ author }) => isOwn(author)).length,
    lastContact: (await getSetting('lastContact')) ?? null,
  }
}

async function teamsOf(own: Enrolment[]): Promise<OwnTeam[]> {
  const rows = await db.base.where('kind').equals('member').toArray()
  return await Promise.all(
    own.map(async ({ member, team, team_name, role, state, channel }) => {
      const unit = (await db.base.get(team))?.f.unit_name
      const row = rows.find((one) => one.channel === channel && one.f.member === member)
      const said = row?.f as Partial<Member> | undefined
      return {
        ...{ name: team_name, unit: typeof unit === 'string' ? unit : null, role, state },
        affiliation: said?.affiliation ?? null,
        from: said?.from ?? null,
        to: said?.to ?? null,
      }
    }),
  )
}

async function sessionsOf(isOwn: (id: unknown) => boolean): Promise<OwnSession[]> {
  const { sessions } = await readViews(...EVER)
  return sessions.flatMap((view): OwnSession[] => {
    if (isOwn(view.author)) return [{ view, as: 'author' }]
    return view.companions.some(isOwn) ? [{ view, as: 'companion' }] : []
  })
}

async function openingsOf(device: string, isOwn: (id: unknown) => boolean) {
  const rows = await eventsOf('opening', device)
  const papers = await db.base.where('kind').equals('document').toArray()
  const titles = new Map(papers.map(({ id, f }) => [id, String(f.title)]))
  return rows.flatMap(({ f }) => {
    const title = titles.get(String(f.document))
    if (!isOwn(f.author) || !title || !f.on) return []
    return [{ title, version: Number(f.version), day: String(f.on) }]
  })
}

const eventsOf = (kind: string, device: string) =>
  db.base
    .where('[kind+channel]')
    .equals([kind, deviceChannel(device)])
    .toArray()

/** The latest first: what is only here, what needs a person, and what the server told of the rest. */
async function requestsOf(device: string, isOwn: (id: unknown) => boolean): Promise<OwnRequest[]> {
  const told = await eventsOf(DATA_REQUEST, device)
  const known = new Set(told.map(({ id }) => id))
  const [outbox, sent] = await Promise.all([
    db.outbox.toArray(),
    db.sent.where('open').equals(1).toArray(),
  ])
  const made = [...outbox, ...sent].filter(
    ({ kind, author, record }) => kind === DATA_REQUEST && isOwn(author) && !known.has(record),
  )
  return [
    ...made.map(({ record, set, ...item }) => ({
      ...requestOf(record, set),
      where: 'verdict' in item ? ('review' as const) : ('here' as const),
    })),
    ...told
      .filter(({ f }) => isOwn(f.author))
      .sort((a, b) => b.ver - a.ver)
      .map(({ id, f }) => ({ ...requestOf(id, f), where: 'sent' as const })),
  ]
}

function requestOf(id: string, f: Fields): DataRequest {
  const text = (name: string) => (typeof f[name] === 'string' ? (f[name] as string) : null)
  return {
    ...{ id, wish: f.wish as Wish, text: text('text') },
    ...{ received: text('received'), answer_by: text('answer_by') },
    ...{ outcome: text('outcome') as DataRequest['outcome'] },
    ...{ answer: text('answer'), answered: text('answered') },
  }
}
