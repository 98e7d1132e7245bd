import { t } from '../../i18n'
import { formatNumber } from '../../i18n/format'

/** "3 buổi", "3 buổi và 2 mục khác", "2 mục": sessions are counted, and all else stands apart. */
export function amount(sessions: number, others: number): string {
  const counted = t('home.sessions', { n: sessions })
  if (others === 0) return counted
  return sessions === 0
    ? t('state.items', { n: others })
    : t('state.and_others', { what: counted, n: others })
}

/** The same behind the name of a state: "Chưa gửi 3", "Chưa gửi 3 và 2 mục khác". */
export function amountIn(sessions: number, others: number): string {
  const what = formatNumber(sessions)
  if (others === 0) return what
  return sessions === 0 ? amount(0, others) : t('state.and_others', { what, n: others })
}
