import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../i18n'
import { usePrinting } from '../lead/printing'

/**
 * The first rows of a long list, and what shows as many again. Thousands of them take seconds to draw
 * on a cheap phone, and nobody reads them; on paper stand all.
 */
export function useFirstRows<Row>(rows: Row[], atOnce: number): [Row[], ComponentChildren] {
  const [shown, setShown] = useState(atOnce)
  if (usePrinting() || rows.length <= shown) return [rows, null]
  return [
    rows.slice(0, shown),
    <p class="row" key="more">
      <span class="soft small number">{t('some.shown', { n: shown, all: rows.length })}</span>
      <button type="button" class="button no-print" onClick={() => setShown(shown + atOnce)}>
        {t('do.show_more')}
      </button>
    </p>,
  ]
}
