// What the desk reads in a practice.
import type { Wire } from '../../api/wire'
import { formatDay } from '../../i18n/format'
import { fold } from '../../i18n/parse'
import { lists } from './catalogue'
import {
  membersAtWork,
  rowsBy,
  type Span,
  sessionsOfTeam,
  totalsOf,
  turnsOf,
  within,
} from './figures'
import { phonesWaiting, reviewsOn, type Session, SILENT, TEAMS, UNIT, UNSENT } from './fixtures'
import { closedMonths, missingOf, reportOf, snapshotOf } from './reports'
import { type Reply, type Request, refused, told } from './request'
import { planOf, progressOf } from './targets'

export const COORDINATOR = 'Cán bộ tập thử'

export function session(): Reply {
  const account = { id: 'practice-account', name: COORDINATOR, login: 'tap.thu', unit: UNIT }
  return told('Session', {
    account: { ...account, role: 'coordinator' },
    ...{ stage: 'ready', factors: [], demanded: false, guesses: null, access_changes: [] },
  })
}

export const units = (): Reply =>
  told('Units', {
    rows: [{ ...UNIT, valid_from: '2020-01-01', valid_to: null, parent: null, successors: [] }],
  })

type Item = Wire['CatalogueItem']

/** The lists that came with this build. */
export function catalogue(): Reply {
  const kinds = Object.keys(lists) as (keyof typeof lists)[]
  const rows = kinds.flatMap((kind) =>
    lists[kind].map((item): Item => {
      const { code, label_vi, label_en, sort, active, ...more } = item
      const { group = null, ...flags } = more as { group?: string | null } & Item['flags']
      return { kind, code, group, label_vi, label_en, sort, active, flags, used: 0 }
    }),
  )
  return told('Catalogue', { rows })
}

/** The sessions of a unit or a team on some days. */
function asked({ sessions, query }: Request): Session[] {
  const span = { from: query.from ?? '', to: query.to ?? '' }
  return within(query.team ? sessionsOfTeam(sessions, query.team) : sessions, span)
}

export function tallies(request: Request): Reply {
  const { query, acts, now } = request
  const { from = '', to = '', by = 'unit', boundaries = 'now' } = query
  const team = TEAMS.find(({ id }) => id === query.team)
  const sessions = asked(request)
  const plan = planOf(acts.targets, team?.id ?? UNIT.id, { from, to })
  return told('Tallies', {
    ...{ as_of: now, from, to, by, boundaries, plan },
    unit: team ? null : UNIT,
    team: team ? { id: team.id, name: team.name } : null,
    total: totalsOf(sessions),
    rows: rowsBy(sessions, by).map((row) =>
      by === 'team' ? { ...row, last_contact: lastContact(request, row.key) } : row,
    ),
    completeness: completeness(request, team ? [team] : TEAMS),
  })
}

/** When a team last sent something: with its latest session. */
function lastContact({ sessions, now }: Request, team: string): string | null {
  const [latest] = sessionsOfTeam(sessions, team)
    .map((one) => one.received_at ?? '')
    .sort()
    .reverse()
  return latest && latest < now ? latest : latest ? now : null
}

function completeness(
  { sessions, today, now }: Request,
  teams: readonly (typeof TEAMS)[number][],
): Wire['Completeness'] {
  const reported = new Set(sessions.filter(({ day }) => day === today).map(({ team }) => team.id))
  const unsent = teams.includes(SILENT)
  return {
    as_of: now,
    teams: teams.length,
    teams_reported_today: teams.filter(({ id }) => reported.has(id)).length,
    teams_without_phone: 0,
    teams_with_unsent: unsent ? 1 : 0,
    unsent_at_least: unsent ? UNSENT : 0,
    oldest_unsent: null,
  }
}

export const silentTeams = (request: Request): Reply =>
  told('SilentTeams', {
    ...{ as_of: request.now, teams: TEAMS.length, left: 0, without_phone: [] },
    rows: [
      {
        team: { id: SILENT.id, name: SILENT.name },
        ...{ unit: UNIT, leads: [SILENT.people[0].name] },
        ...{ last_contact: lastContact(request, SILENT.id), unsent_at_least: UNSENT },
      },
    ],
  })

/** A phone for each member; those of the team that is silent hold what it has not sent. */
export function phones(request: Request): Reply {
  const { team: asked } = request.query
  const rows = TEAMS.filter(({ id }) => !asked || id === asked).flatMap((team) =>
    team.people.map((member, at): Wire['Phone'] => ({
      ...{ device: `${member.id}-phone`, member, people: [member.name], state: 'approved' },
      ...{ team: { id: team.id, name: team.name }, unit: UNIT, app: null, clock_offset: 0 },
      ...{ last_contact: lastContact(request, team.id), silent_days: team === SILENT ? 1 : 0 },
      ...{ pending: team === SILENT && at === 0 ? UNSENT : 0, oldest: null, differs_since: null },
      ...{ readiness: null, gaps: [], gaps_left: 0 },
    })),
  )
  return told('Phones', { rows, left: 0 })
}

export const members = (request: Request): Reply =>
  told('MembersAtWork', { rows: membersAtWork(asked(request)), totals_only_until: null })

/** The sessions behind a number, the newest first. */
export function sessionList(request: Request): Reply {
  const { service, group, outcome, reason, place_kind, age_band, member } = request.query
  const words = fold(request.query.q ?? '').split(/\s+/)
  const line = (done: Wire['Done']) =>
    (!service || done.code === service) &&
    (!group || lists.service.find(({ code }) => code === done.code)?.group === group) &&
    (!outcome || done.outcome === outcome) &&
    (!reason || done.reasons.includes(reason))
  const rows = asked(request).filter(
    (one) =>
      one.services.some(line) &&
      (!place_kind || one.place_kind === place_kind) &&
      (!age_band || one.age_band === age_band) &&
      (!member || one.author.id === member) &&
      words.every((word) => textOf(one).includes(word)),
  )
  return told('HelpSessions', {
    rows: sorted(rows, request.query.sort),
    next: null,
    totals_only_until: null,
  })
}

/** By what a list can be sorted; a number is told as text of one length. */
const SORTS: Readonly<Record<string, (one: Session) => string>> = {
  when: ({ day, start }) => `${day} ${start}`,
  author: ({ author }) => author.name ?? '',
  team: ({ team }) => team.name ?? '',
  services: ({ services }) => services.map(({ code }) => placeIn('service', code)).join(' '),
  people: ({ people }) => padded(people),
  turns: (one) => padded(turnsOf([one])),
  place: ({ place_kind }) => placeIn('place_kind', place_kind),
  age: ({ age_band }) => placeIn('age_band', age_band),
  note: ({ note }) => note ?? '',
  state: ({ state }) => state,
  received: ({ received_at }) => received_at ?? '',
}

const padded = (number: number) => String(number).padStart(9, '0')
const placeIn = (list: 'service' | 'place_kind' | 'age_band', code: string) =>
  padded(lists[list].findIndex((one) => one.code === code))

/** As the server sorts; what is alike stays newest first. */
function sorted(rows: Session[], sort = ''): Session[] {
  const by = SORTS[sort.replace('-', '')]
  if (!by) return rows
  const sign = sort.startsWith('-') ? -1 : 1
  return [...rows].sort((one, other) => sign * by(one).localeCompare(by(other), 'vi'))
}

/** What a list shows of a session, to look for words in. */
function textOf({ day, start, team, author, services, place_name, note, ...one }: Session): string {
  const labels = [
    ...services.map(({ code }) => lists.service.find((item) => item.code === code)),
    lists.place_kind.find(({ code }) => code === one.place_kind),
    lists.age_band.find(({ code }) => code === one.age_band),
  ].map((item) => item && `${item.label_vi} ${item.label_en}`)
  const said = [formatDay(day), start, team.name, author.name, place_name, note, ...labels]
  return fold(said.filter(Boolean).join(' '))
}

export function sessionPage({ sessions, ids: [id] }: Request): Reply {
  const found = sessions.find((one) => one.id === id)
  if (!found) return refused('not_practised')
  const bare = { place: null, due: null, companions: [], history: [], next: null }
  return told('HelpSession', { ...found, ...bare })
}

export const enrolments = ({ acts, now }: Request): Reply =>
  told('Enrolments', {
    rows: phonesWaiting(now).filter(({ device }) => !acts.decided.includes(device)),
  })

const reviewsLeft = ({ acts, today }: Request) =>
  reviewsOn(today).filter(({ id }) => !(id in acts.settled))

export function reviews(request: Request): Reply {
  const rows = reviewsLeft(request)
  return told('Review', { rows, next: null, total: rows.length })
}

export function progress({ acts, query, sessions, today }: Request): Reply {
  const team = TEAMS.find(({ id }) => id === query.team)
  const place = team ?? { id: UNIT.id, name: `Phường ${UNIT.name}` }
  const ours = team ? sessionsOfTeam(sessions, team.id) : sessions
  return told('Progress', progressOf(acts, place, ours, today))
}

export const report = ({ acts, query, sessions, now }: Request): Reply =>
  told('Report', reportOf(acts, query as unknown as Span, sessions, now))

export const closed = ({ acts }: Request): Reply =>
  told('ClosedMonths', { rows: closedMonths(acts, COORDINATOR) })

export function missing(request: Request): Reply {
  const { acts, query, today } = request
  const why = whyNotClosed(acts.closed, query.month ?? '', today)
  if (why) return refused(why)
  const waiting = reviewsLeft(request).length
  const heard = lastContact(request, SILENT.id)
  return told('MissingFromMonth', missingOf(query.month ?? '', today, waiting, heard))
}

/** Why a month cannot be closed, as a code; null where it can. */
export function whyNotClosed(closed: object, month: string, today: string): string | null {
  if (month in closed) return 'already_closed'
  return month > today.slice(0, 7) ? 'day_too_late' : null
}

export function snapshot({ acts, ids: [code = ''], sessions }: Request): Reply {
  const found = snapshotOf(acts, code, sessions)
  return found ? told('Snapshot', found) : refused('not_practised')
}
