import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'

/** How much more there is than before in percent of what was, rounded; null where nothing was. */
export const changeOf = (now: number, before: number): number | null =>
  before > 0 ? Math.round(((now - before) * 100) / before) : null

/** "tăng 10%", as a sentence says it; of nothing no percentage can be told. */
export function changeSaid(now: number, before: number): string {
  const change = changeOf(now, before)
  if (change === null) return ''
  if (change === 0) return t(now === before ? 'desk.compare.same' : 'desk.compare.about_same')
  return change > 0 ? t('desk.compare.more', { n: change }) : t('desk.compare.less', { n: -change })
}

/** "+10%" as a column says it; empty where nothing was before. */
export function changeShown(now: number, before: number): string {
  const change = changeOf(now, before)
  if (change === null) return ''
  return `${change > 0 ? '+' : ''}${formatNumber(change)}%`
}
