import type { ServerData } from '../../actions/own-data'
import { t, type Word } from '../../i18n'
import { formatInstant, formatMonth, formatShortDay, inVietnam } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import type { Catalogue } from '../../queries'
import { formatCode } from '../../queries/codes'
import type { OwnData, OwnTeam } from '../../queries/own-data'
import { labelOf } from '../labels'
import { type ListedSession, listSessions } from './list-sessions'

/** A part of what is kept, in sentences: on the screen as in the file. */
export interface Section {
  title: string
  /** How many there are, where that says something. */
  count: number | null
  lines: string[]
  groups: { title: string; lines: string[] }[]
}

export interface Known {
  local: OwnData
  /** Null while the server was not asked, or did not answer. */
  server: ServerData | null
  catalogue: Catalogue
  /** What acts and problems are called. */
  nameAct: (action: string) => string
  nameProblem: (code: string) => string
}

const joined = (parts: (string | null | false | undefined)[]): string =>
  parts.filter(Boolean).join(' · ')
const dayOf = (instant: string): string => formatDay(inVietnam(instant).day)

/** All that is kept, part by part. */
export function sectionsOf(known: Known): Section[] {
  return [
    { title: t('own_data.who'), count: null, lines: who(known), groups: [] },
    section(t('own_data.teams'), teams(known)),
    section(t('own_data.phones'), phones(known)),
    sessions(known),
    section(t('own_data.openings'), openings(known)),
    fromServer(t('own_data.certificates'), known.server, certificates),
    waiting(known),
    fromServer(t('own_data.acts'), known.server, (server) => acts(server, known.nameAct)),
    { title: t('own_data.kept'), count: null, lines: kept(), groups: [] },
  ]
}

const section = (title: string, lines: string[]): Section => ({
  title,
  count: lines.length,
  lines: lines.length > 0 ? lines : [t('own_data.none')],
  groups: [],
})

const fromServer = (
  title: string,
  server: ServerData | null,
  linesOf: (server: ServerData) => string[],
): Section =>
  server
    ? section(title, linesOf(server))
    : { title, count: null, lines: [t('own_data.only_server')], groups: [] }

function who({ local, server }: Known): string[] {
  return [
    t('own_data.name', { name: server?.member.name ?? local.name }),
    server?.consented_at ? t('own_data.consented', { day: dayOf(server.consented_at) }) : '',
    server ? t('own_data.known_since', { day: dayOf(server.known_since) }) : '',
    server?.merged.length ? t('own_data.merged', { n: server.merged.length }) : '',
  ].filter(Boolean)
}

function teams({ local, server, catalogue }: Known): string[] {
  const told: OwnTeam[] = server
    ? server.teams.map((one) => ({
        ...{ name: one.team.name, unit: one.unit?.name ?? null },
        role: one.role === 'lead' ? 'lead' : 'volunteer',
        state: one.waiting ? 'pending' : 'approved',
        ...{ affiliation: one.affiliation, from: one.from, to: one.to },
      }))
    : local.teams
  return told.map(({ name, unit, role, state, affiliation, from, to }) =>
    joined([
      name,
      unit,
      t(role === 'lead' ? 'role.lead' : 'role.volunteer'),
      affiliation && labelOf(catalogue, 'affiliation', affiliation),
      from && t('own_data.since', { day: formatDay(from) }),
      to && t('own_data.until', { day: formatDay(to) }),
      state === 'pending' && t('own_data.pending'),
      !to && (state === 'ended' || state === 'refused') && t('own_data.out'),
    ]),
  )
}

function phones({ local, server }: Known): string[] {
  if (!server) {
    const at = local.lastContact && formatInstant(local.lastContact)
    return [joined([t('own_data.phone.this'), at && t('own_data.phone.heard', { at })])]
  }
  return server.phones.map((one) =>
    joined([
      t(one.this ? 'own_data.phone.this' : 'own_data.phone.other'),
      one.team,
      one.browser,
      t('own_data.phone.joined', { day: dayOf(one.since) }),
      one.last_contact && t('own_data.phone.heard', { at: formatInstant(one.last_contact) }),
      one.state === 'revoked' && t('own_data.phone.revoked'),
      (one.state === 'ended' || one.state === 'refused') && t('own_data.out'),
      one.state === 'pending' && t('own_data.pending'),
    ]),
  )
}

function sessions({ local, server, catalogue }: Known): Section {
  const title = t('own_data.sessions')
  const all = listSessions(local, server)
  const [first, last] = [all[all.length - 1], all[0]]
  if (!first || !last) return { title, count: 0, lines: [t('own_data.sessions.none')], groups: [] }
  const author = all.filter((one) => one.as === 'author').length
  const span = { from: formatDay(first.day), to: formatDay(last.day) }
  const months = new Map<string, string[]>()
  for (const one of all) {
    const month = one.day.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), lineOf(one, catalogue)])
  }
  return {
    title,
    count: all.length,
    lines: [
      t('own_data.sessions.span', { ...span, author, companion: all.length - author }),
      ...(server?.more_sessions ? [t('own_data.sessions.more')] : []),
    ],
    groups: [...months].map(([month, lines]) => ({
      title: t('own_data.month', { month: formatMonth(month), n: lines.length }),
      lines,
    })),
  }
}

function lineOf(one: ListedSession, catalogue: Catalogue): string {
  return joined([
    `${formatShortDay(one.day)} ${one.start}`,
    t('log.people_n', { n: one.people }),
    one.services.map((code) => labelOf(catalogue, 'service', code)).join(', '),
    one.place ?? labelOf(catalogue, 'place_kind', one.placeKind),
    one.as === 'companion' && t('own_data.session.with'),
    one.others > 0 && t('own_data.session.others', { n: one.others }),
    one.note && t('own_data.session.note', { text: one.note }),
    one.mark && t(`own_data.session.${one.mark}` as Word),
  ])
}

function openings({ local, server }: Known): string[] {
  return (server?.openings ?? local.openings).map(({ title, version, day }) =>
    t('own_data.opening', { title, version, day: formatDay(day) }),
  )
}

function certificates(server: ServerData): string[] {
  return server.certificates.map((one) =>
    joined([
      t('own_data.certificate', {
        ...{
          code: formatCode(one.code),
          team: one.team,
          from: formatDay(one.from),
          to: formatDay(one.to),
        },
        day: dayOf(one.issued_at),
      }),
      one.withdrawn_at && t('own_data.certificate.withdrawn'),
    ]),
  )
}

function waiting({ local, server, nameProblem }: Known): Section {
  const title = t('own_data.waiting')
  const unsent = local.unsent > 0 ? [t('own_data.unsent', { n: local.unsent })] : []
  if (!server)
    return { title, count: null, lines: [...unsent, t('own_data.only_server')], groups: [] }
  const told = server.waiting.map(({ code, received_at }) =>
    t('own_data.waiting.one', { day: dayOf(received_at), why: nameProblem(code) }),
  )
  return section(title, [...unsent, ...told])
}

function acts(server: ServerData, nameAct: (action: string) => string): string[] {
  return server.acts.map(({ at, action, own }) => {
    const what = nameAct(action)
    return joined([formatInstant(at), own ? t('own_data.act.own', { what }) : what])
  })
}

const kept = (): string[] => [
  t('privacy.long.text'),
  t('own_data.kept.phone'),
  t('own_data.kept.acts'),
  t('own_data.kept.attempts'),
  t('privacy.who.text'),
]
