import { t } from '../../../i18n'
import { formatDay, formatNumber } from '../../../i18n/format'
import { language } from '../../../i18n/language'
import type { Goal } from './target-types'

/** What a target counts, in words. */
export function goalName({
  measure,
  label_vi,
  label_en,
}: Pick<Goal, 'measure' | 'label_vi' | 'label_en'>): string {
  const label = language.value === 'vi' ? label_vi : label_en
  if (measure === 'indicator') return label ?? ''
  if (!label) return t(`measure.${measure}`)
  return t(measure === 'completed' ? 'measure.completed_of' : 'measure.turns_of', { name: label })
}

/** To one decimal, half up; what falls short of all is never shown as 100. */
export function percentOf(done: number, number: number): number {
  if (number <= 0) return 100
  const tenths = Math.round((done * 1000) / number)
  return (done < number ? Math.min(tenths, 999) : tenths) / 10
}

/** How far it is, in one sentence. */
export function goalProgress(goal: Goal): string {
  const { done, number, share, denominator } = goal
  if (number === null) {
    const wanted = formatNumber((share ?? 0) / 10)
    if (done === null) return t('goal.not_measured', { share: wanted })
    return t('goal.measured', { done: formatNumber(done / 10), share: wanted })
  }
  if (done === null) return t('goal.not_entered', { number })
  if (number === 0) return t('goal.zero', { done })
  // Of turns the completed ones stand first: a turn that failed is a turn, too.
  const completed = goal.completed ?? null
  if (completed !== null) {
    const told = { completed, number, percent: formatNumber(percentOf(completed, number)) }
    if (share === null || denominator === null) return t('goal.completed', told)
    return t('goal.completed.share', { ...told, share: formatNumber(share / 10), denominator })
  }
  const percent = formatNumber(percentOf(done, number))
  if (share === null || denominator === null) return t('goal.done', { done, number, percent })
  const name = goal.set_here?.denominator_name ?? ''
  const of = { share: formatNumber(share / 10), denominator, name }
  // Of what nobody named the number stands alone.
  return t('goal.done.share', { done, number, percent, ...of }).replace(' )', ')')
}

/** What counts beside the completed turns, for a target of all turns. */
export function goalAllTurns({ done, number, completed, measure }: Goal): string {
  if (measure !== 'turns' || done === null || !number || done === completed) return ''
  return t('goal.all_turns', { done, percent: formatNumber(percentOf(done, number)) })
}

/** What the bar of a target is filled by: of turns the completed ones. */
export const goalDone = ({ done, completed }: Goal): number => completed ?? done ?? 0

/** Whether it is reached; null where that cannot be told yet. */
export function isReached(goal: Goal): boolean | null {
  const whole = goal.number ?? goal.share ?? 0
  if (goal.done === null || whole === 0) return null
  return goalDone(goal) >= whole
}

/** What is left, in how many days, and how many a day it takes. */
export function goalRest(goal: Goal, on: string): string {
  const { left, days_left, per_day, from } = goal
  if (from > on) return t('goal.to_come', { day: formatDay(from) })
  if (left === null || left === 0) return ''
  if (days_left === 0) return t('goal.over', { left })
  const parts = [t('goal.left', { left }), t('goal.days_left', { n: days_left })]
  // What one day can do needs no share of each.
  if (per_day && per_day < left) parts.push(t('goal.pace', { n: per_day }))
  return parts.join(' · ')
}

/** Ahead of the plan up to today, or behind it; before its first day there is none. */
export function goalPlan(goal: Goal, on: string): string {
  const { planned, measure, number, from } = goal
  if (from > on) return ''
  if (goal.done === null || planned === null || number === null || measure === 'indicator')
    return ''
  const done = goalDone(goal)
  if (done === planned) return t('goal.even')
  return done > planned
    ? t('goal.ahead', { n: done - planned })
    : t('goal.behind', { n: planned - done })
}
