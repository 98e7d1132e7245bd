import { fold } from '../rules/text'
import type { Member, Place as PlaceFields, Proposal as ProposalFields } from '../rules/types'
import { db } from '../store/database'
import { today } from '../store/days'
import { currentPerson } from '../store/people'
import { readContext, touched, viewRecords, viewRows } from '../store/reading'
import { getSetting } from '../store/settings'
import { type Live, live } from './live'
import { viewMembers } from './memberships'
import { whereOf } from './session-view'
import type { Place, Proposal, Teammate } from './types'

/** Of one name the id decides, so that who is first of two stays it, before sending and after. */
function byName<T extends { name: string }>(id: (one: T) => string): (a: T, b: T) => number {
  // a line's end comes before every letter
  const key = (one: T) => `${fold(one.name)}\n${id(one)}`
  return (a, b) => (key(a) < key(b) ? -1 : 1)
}

async function rowsOf(kind: string, channel: string | undefined) {
  if (!channel) return []
  return await db.base.where('[kind+channel]').equals([kind, channel]).toArray()
}

/** Live places of the current person's team, by name; before joining, those recorded here. */
export function places(): Live<Place[]> {
  return live('places', async () => {
    const context = await readContext()
    const channel = (await currentPerson())?.channel
    const rows = await rowsOf('place', channel)
    const known = new Set(rows.map((row) => row.id))
    const own = touched('place', context).filter((id) => !known.has(id))
    const held = [...viewRows(rows, context), ...(await viewRecords(own, context))]
    return held
      .flatMap((one): Place[] => {
        const fields = one.fields as unknown as PlaceFields | null
        if (!fields || fields.status === 'void') return []
        return [
          { id: one.id, name: fields.name, placeKind: fields.place_kind, where: whereOf(one) },
        ]
      })
      .sort(byName((one) => one.id))
  })
}

/** Present members of the current person's team, by name, also those only added on this phone. */
export function ownTeamMembers(): Live<Teammate[]> {
  return live('team members', async () => await presentMembers((await currentPerson())?.channel))
}

/** Present members of a team by its channel, by name, also those only added on this phone. */
export async function presentMembers(channel: string | undefined): Promise<Teammate[]> {
  if (!channel) return []
  const day = today()
  const context = await readContext()
  return (await viewMembers(channel, context))
    .flatMap((one): Teammate[] => {
      const fields = one.fields as unknown as Member | null
      if (!fields || fields.from > day || (fields.to && fields.to < day)) return []
      const { member, name, role, affiliation, by_code } = fields
      const { from, to = null } = fields
      const days = { from, to, leaving: Boolean(to) }
      return [
        {
          row: one.id,
          member,
          name,
          role,
          affiliation,
          byCode: Boolean(by_code),
          ...days,
          where: whereOf(one),
        },
      ]
    })
    .sort(byName((one) => one.row))
}

export interface Newcomers {
  team: string
  first: boolean
  people: Teammate[]
}

/**
 * Who came by a code into the team that the current person leads and has not been read of on this
 * phone. Who was added or moved there was let in by somebody who knew them.
 * `first`: nobody has been told of the team yet, so all who are there are known from now on.
 */
export function newcomers(): Live<Newcomers | null> {
  return live('newcomers', async () => {
    const person = await currentPerson()
    if (person?.role !== 'lead' || person.state !== 'approved') return null
    if (!(await getSetting('complete'))) return null
    const known = (await getSetting('knownMembers'))?.[person.team]
    const others = (await presentMembers(person.channel)).filter(
      ({ member }) => member !== person.member,
    )
    const people = others.filter(({ row, byCode }) => byCode && !known?.includes(row))
    return { team: person.team, first: known === undefined, people }
  })
}

/** Open proposals of the current person's team; empty unless that person leads it. */
export function proposals(): Live<Proposal[]> {
  return live('proposals', async () => {
    const person = await currentPerson()
    if (person?.role !== 'lead') return []
    const { names } = await readContext()
    const rows = await rowsOf('proposal', person.channel)
    return rows.flatMap((row): Proposal[] => {
      const f = row.f as unknown as ProposalFields
      if (f.settled !== null || row.erased) return []
      const { record, change, at, field, current, proposed } = f
      const authorName = names.get(f.author) ?? null
      return [{ id: row.id, record, change, authorName, at, field, current, proposed }]
    })
  })
}
