import { db } from '../local/database'
import { today } from '../local/days'
import { currentPerson } from '../local/people'
import { holdRecords, holdRows, readAround, touched } from '../local/reading'
import { fold } from '../rules/text'
import type { Member, Place as PlaceFields, Proposal as ProposalFields } from '../rules/types'
import { type Live, live } from './live'
import { whereOf } from './session-view'
import type { Place, Proposal, Teammate } from './types'

const byName = (a: { name: string }, b: { name: string }) => (fold(a.name) < fold(b.name) ? -1 : 1)

async function rowsOf(kind: string, channel: string | undefined) {
  if (!channel) return []
  return await db.base.where('[kind+channel]').equals([kind, channel]).toArray()
}

/** Live places of the current person's team, by name; before joining, those recorded here. */
export function places(): Live<Place[]> {
  return live('places', async () => {
    const around = await readAround()
    const channel = (await currentPerson())?.channel
    const rows = await rowsOf('place', channel)
    const known = new Set(rows.map((row) => row.id))
    const own = touched('place', around).filter((id) => !known.has(id))
    const held = [...holdRows(rows, around), ...(await holdRecords(own, around))]
    return held
      .flatMap((one): Place[] => {
        const fields = one.fields as unknown as PlaceFields | null
        if (!fields || fields.status === 'void') return []
        return [
          { id: one.id, name: fields.name, placeKind: fields.place_kind, where: whereOf(one) },
        ]
      })
      .sort(byName)
  })
}

/** Present members of the current person's team, by name, without that person. */
export function teammates(): Live<Teammate[]> {
  return live('teammates', async () => {
    const person = await currentPerson()
    const day = today()
    const rows = await rowsOf('member', person?.channel)
    return rows
      .map((row) => row.f as unknown as Member)
      .filter(({ member, from, to }) => {
        return member !== person?.member && from <= day && (!to || to >= day)
      })
      .map(({ member, name, role, affiliation }) => ({ member, name, role, affiliation }))
      .sort(byName)
  })
}

/** Open proposals of the current person's team; empty unless that person leads it. */
export function proposals(): Live<Proposal[]> {
  return live('proposals', async () => {
    const person = await currentPerson()
    if (person?.role !== 'lead') return []
    const { names } = await readAround()
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
