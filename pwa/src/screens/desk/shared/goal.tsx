import { Bullet } from '../../../components/bullet'
import { t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import {
  goalAllTurns,
  goalDone,
  goalName,
  goalPlan,
  goalProgress,
  goalRest,
  isReached,
} from './format-goal'
import type { Goal } from './target-types'

/** A target and how far it is: a bar, and the same in sentences. */
export function GoalLine({ goal, on }: { goal: Goal; on: string }) {
  const { from, to, number, share, planned, today, week, carried } = goal
  const whole = number ?? share ?? 0
  const begun = from <= on
  const soft = [
    goalPlan(goal, on),
    begun && today && t('goal.today', { done: today.done, planned: today.planned ?? 0 }),
    begun && week && t('goal.week', { done: week.done, planned: week.planned ?? 0 }),
    goalAllTurns(goal),
    carried.length > 0 && t('goal.carried', { names: carried.join(', ') }),
    goal.set_here?.note,
  ].filter(Boolean)
  return (
    <div class="goal" data-figure="target" data-measure={goal.measure} data-of={goal.of}>
      <p class="spread">
        <span class="name">{goalName(goal)}</span>
        {isReached(goal) && <span class="tag good">{t('goal.reached')}</span>}
        <span class="soft small number">
          {t('goal.days', { from: formatDay(from), to: formatDay(to) })}
        </span>
      </p>
      <Bullet done={goalDone(goal)} planned={number === null ? null : planned} whole={whole} />
      <p class="number">{[goalProgress(goal), goalRest(goal, on)].filter(Boolean).join(' · ')}</p>
      {soft.length > 0 && <p class="soft small number">{soft.join(' · ')}</p>}
    </div>
  )
}
