import { teamChannel } from '../rules/channel'
import { DONE } from '../rules/kinds/help_session'
import type { ServiceItem } from '../rules/types'
import { db } from '../store/database'
import { getSetting } from '../store/settings'
import { readOutcomesCounting } from './catalogue'
import { countingRules } from './figures'
import { type Live, live } from './live'
import { affiliationsOf, viewMembers } from './memberships'
import type { TeamTarget } from './plan'
import { countable, readViews } from './sessions'
import { type Done, numbersOf } from './sums'

export { paceFrom, plannedBy } from '../rules/pace'

/** What a team did over some days, as this phone counts it; `completed`: of it what ended well. */
export interface TeamDone {
  all: Done
  completed: Done
  /** From a service's code to its group's. */
  groups: ReadonlyMap<string, string | null>
  /** False while the team's records come to this phone for the first time. */
  whole: boolean
}

/** What the current person's team has done from a day to another, also what is not sent yet. */
export function teamDone(team: string, from: string, to: string): Live<TeamDone> {
  return live(`done ${team} ${from} ${to}`, async () => {
    const [{ sessions: shown, context }, counting, services, whole] = await Promise.all([
      readViews(from, to),
      readOutcomesCounting(),
      db.base.where('kind').equals('service').toArray(),
      getSetting('complete'),
    ])
    const rules = countingRules(context, counting)
    const affiliations = affiliationsOf(await viewMembers(teamChannel(team), context))
    const sessions = await countable(shown, [from, to], context)
    const count = (outcomes: ReadonlySet<string>) =>
      numbersOf(
        sessions,
        context.person?.member ?? '',
        { ...rules, counting: outcomes },
        affiliations,
      ).team
    const items = services.map(({ f }) => f as unknown as ServiceItem)
    return {
      all: count(counting),
      completed: count(new Set([DONE])),
      groups: new Map(items.map(({ code, group }) => [code, group])),
      whole: whole === true,
    }
  })
}

/** How far a target is: what the server counted before a day, and what the phone counts from it on. */
export function doneOf({ measure, of, before }: TeamTarget, since: TeamDone): number {
  const { all, completed, groups } = since
  if (measure === 'volunteers') return before + all.present
  if (measure === 'people') return before + all.people
  if (measure === 'sessions') return before + all.sessions
  const counted = measure === 'completed' ? completed : all
  if (!of) return before + counted.turns
  const ofGroup = [...counted.services].filter(([code]) => groups.get(code) === of)
  return before + ofGroup.reduce((sum, [, { turns }]) => sum + turns, 0)
}
