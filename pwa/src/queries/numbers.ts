import { teamChannel } from '../rules/channel'
import { hoursOf, minutesOf } from '../rules/duration'
import { type ReadContext, readContext, viewDays, viewRecords } from '../store/reading'
import { getSetting } from '../store/settings'
import { readOutcomesCounting } from './catalogue'
import { countingRules } from './figures'
import { type Live, live } from './live'
import { affiliationsOf, viewMembers } from './memberships'
import { viewOf } from './session-view'
import { countable } from './sessions'
import { numbersOf, type Sums } from './sums'

export interface Numbers extends Omit<Sums, 'attended'> {
  /** In which the person took part, by the sessions that say when they were over. */
  hours: number
  /** False while the team's records come to this phone for the first time. */
  whole: boolean
  /** Sessions of any day that nobody but this phone has, whoever recorded them. */
  onlyHere: number
  /** Of the team's sessions, how many the server lacks and this phone brings for teammates. */
  carried: number
}

/** Own and the team's figures of the days from..to, worked out on the phone from its own rows. */
export function numbers(from: string, to: string): Live<Numbers> {
  return live(`numbers ${from} ${to}`, async () => {
    const context = await readContext()
    const { person } = context
    const [held, members, onlyHere, counting, whole] = await Promise.all([
      viewDays(from, to, context),
      person ? viewMembers(teamChannel(person.team), context) : [],
      countOnlyHere(context),
      readOutcomesCounting(),
      getSetting('complete'),
    ])
    const views = held.flatMap((one) => viewOf(one, context) ?? [])
    const sessions = await countable(views, [from, to], context)
    const rules = countingRules(context, counting)
    const { attended, ...sums } = numbersOf(
      sessions,
      person?.member ?? '',
      rules,
      affiliationsOf(members),
    )
    return {
      ...sums,
      hours: hoursOf(minutesOf(attended.map((one) => one.fields))),
      onlyHere,
      carried: sessions.filter((one) => one.carried).length,
      whole: whole === true,
    }
  })
}

/** Sessions whose create is still in the outbox; one that was voided is no session to miss. */
async function countOnlyHere(context: ReadContext): Promise<number> {
  const made = [...context.outbox.values()].flat().filter((item) => item.op === 'create')
  const sessions = made.filter((item) => item.kind === 'help_session').map((item) => item.record)
  const held = await viewRecords(sessions, context)
  return held.filter(({ row, fields }) => !row && fields?.status !== 'void').length
}
