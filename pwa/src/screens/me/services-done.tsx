import { t } from '../../i18n'
import { formatNumber } from '../../i18n/format'
import type { ServiceDone } from '../../queries/sums'

interface Props {
  rows: [code: string, done: ServiceDone][]
  names: (code: string) => string
}

/** What was done, the most first; folded away, since the figures are what is looked for. */
export function Services({ rows, names }: Props) {
  if (rows.length === 0) return null
  return (
    <details class="message">
      <summary>{t('numbers.services', { n: rows.length })}</summary>
      <dl class="tallied">
        {rows.map(([code, { turns }]) => (
          <div class="spread" key={code}>
            <dt>{names(code)}</dt>
            <dd>{formatNumber(turns)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
