import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../words'

/**
 * The first rows of a long list, and what shows as many again. Thousands of them take seconds to draw
 * on a cheap phone, and nobody reads them.
 */
export function useSome<Row>(rows: Row[], atOnce: number): [Row[], ComponentChildren] {
  const [shown, setShown] = useState(atOnce)
  // Paper takes them all.
  useEffect(() => {
    const all = () => setShown(Number.POSITIVE_INFINITY)
    addEventListener('beforeprint', all)
    return () => removeEventListener('beforeprint', all)
  }, [])
  if (rows.length <= shown) return [rows, null]
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
