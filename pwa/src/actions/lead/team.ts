import { checkWhole, validate } from '../../rules/kinds'
import { rowId } from '../../rules/kinds/member'
import { ChangeRefused } from '../../rules/refusal'
import { vietnamTime } from '../../store/days'
import { newId } from '../../store/ids'
import { noteMembers } from '../../store/newcomers'
import { writeChange } from '../../store/outbox'
import { currentPerson } from '../../store/people'
import { change } from '../../sync/desk'
import { afterSave } from '../after-save'
import { checkText } from '../check-text'
import { type Outcome, outcomeOf } from '../outcome'

export interface NewMember {
  /** Drawn once for each person, so that the same form handed in twice is one member. */
  member: string
  name: string
  affiliation: string
}

/** Adds somebody to the team. Resolves when it is durable on this phone; no network is waited for. */
export async function addMember({ member, name, affiliation }: NewMember): Promise<Outcome> {
  return await outcomeOf(async () => {
    const person = await currentPerson()
    if (person?.role !== 'lead') throw new ChangeRefused('lead_only')
    const { day, instant } = vietnamTime(new Date())
    const set = validate('member', { member, name, affiliation, from: day }, 'create')
    checkWhole('member', set)
    await checkText(set.name, 'name', ['person_name'])
    const record = await rowId(member, person.team)
    const where = { id: newId(), kind: 'member' as const, record, at: instant }
    await noteMembers(person.team, [record])
    await writeChange(where, (known) => (known.fields ? null : { op: 'create', set }))
    afterSave()
    return {}
  })
}

/** Whom the lead has just let in is no news to the lead. */
export async function welcomeApproved(member: string, team: string): Promise<void> {
  await noteMembers(team, [await rowId(member, team)])
}

/** Takes the PIN away that locks a name on some phone; that phone hears of it when it syncs. */
export async function resetPin(device: string, member: string, team: string): Promise<Outcome> {
  const [phone, person] = [device, member].map(encodeURIComponent)
  return await change('POST', `/api/enrolments/${phone}/${person}/pin`, { team }, [])
}
