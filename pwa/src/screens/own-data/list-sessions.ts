import type { ServerData } from '../../actions/own-data'
import type { OwnData, OwnSession } from '../../queries/own-data'

/** A session as somebody is told that it is kept: who else was there is only counted. */
export interface ListedSession {
  id: string
  day: string
  start: string
  people: number
  services: string[]
  place: string | null
  placeKind: string
  as: 'author' | 'companion'
  others: number
  note: string
  /** What is to be said of how it counts. */
  mark: 'unsent' | 'void' | 'uncounted' | null
}

const SERVICE = 'services.'

/** The sessions of this phone and those that only the server has, the latest first. */
export function listSessions(local: OwnData, server: ServerData | null): ListedSession[] {
  const here = local.sessions.map(ofPhone)
  const known = new Set(here.map(({ id }) => id))
  const there = (server?.sessions ?? []).filter(({ id }) => !known.has(id)).map(ofServer)
  const key = ({ day, start, id }: ListedSession) => `${day} ${start} ${id}`
  return [...here, ...there].sort((a, b) => (key(a) < key(b) ? 1 : -1))
}

function ofPhone({ view, as }: OwnSession): ListedSession {
  const { id, day, start, people, services, placeName, placeKind, companions, note } = view
  const counted = view.state === null || view.state === 'counted'
  const unsent = view.where !== 'received'
  return {
    ...{ id, day, start, people, placeKind, as },
    services: services.map(({ code }) => code),
    place: placeName,
    // Of who came along: the author and all others but themselves.
    others: companions.length,
    note: as === 'author' ? note : '',
    mark: view.status === 'void' ? 'void' : unsent ? 'unsent' : counted ? null : 'uncounted',
  }
}

function ofServer(one: ServerData['sessions'][number]): ListedSession {
  const f = one.fields as Record<string, unknown>
  return {
    ...{ id: one.id, day: one.day ?? '', start: String(f.start ?? '') },
    people: Number(f.people ?? 0),
    services: Object.keys(f)
      .filter((name) => name.startsWith(SERVICE) && f[name])
      .map((name) => name.slice(SERVICE.length)),
    ...{ place: one.place, placeKind: String(f.place_kind ?? '') },
    as: one.as === 'author' ? 'author' : 'companion',
    ...{ others: one.others, note: String(f.note ?? '') },
    mark: one.state === 'counted' ? null : one.state === 'void' ? 'void' : 'uncounted',
  }
}
