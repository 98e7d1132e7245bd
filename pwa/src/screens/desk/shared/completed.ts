import { t } from '../../../i18n'
import type { Counted } from '../../lead/api-types'
import { percentOf } from './format-goal'

/** "Hoàn thành 391/524 lượt (74,6%)"; empty where there was no turn, and in an answer that an earlier
 * version kept. */
export function completedSaid({ turns, completed }: Counted): string {
  if (!turns || completed === undefined) return ''
  return t('desk.completed', { done: completed, turns, percent: percentOf(completed, turns) })
}
