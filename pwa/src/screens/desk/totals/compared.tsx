import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import type { Counted } from '../../lead/api-types'
import { changeShown } from '../shared/compare'
import { formatShortDays } from '../shared/format-days'
import { type Days, daysBefore } from '../shared/period'

const FIGURES = ['people', 'turns', 'volunteers', 'sessions'] as const

const figureOf = (total: Counted, name: (typeof FIGURES)[number]): number | null =>
  name === 'volunteers' ? (total.volunteer_turns?.union ?? null) : total[name]

/** These days against those before: each of the figures in both, and what has changed. */
export function Compared({ total, before, days }: { total: Counted; before: Counted; days: Days }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" aria-label={t('desk.compare')} tabIndex={0}>
      <table class="compared">
        <caption>{t('desk.compare')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.figures')}</th>
            <th scope="col">{formatShortDays(daysBefore(days))}</th>
            <th scope="col">{formatShortDays(days)}</th>
            <th scope="col">{t('desk.compare.change')}</th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((name) => {
            const [was, is] = [figureOf(before, name), figureOf(total, name)]
            if (was === null || is === null) return null
            return (
              <tr key={name}>
                <th scope="row">{t(`measure.${name}`)}</th>
                <td data-figure="before" data-of={name}>
                  {formatNumber(was)}
                </td>
                <td data-figure="now" data-of={name}>
                  {formatNumber(is)}
                </td>
                <td data-figure="change" data-of={name}>
                  {changeShown(is, was) || '–'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
