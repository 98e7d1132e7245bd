import { t } from '../../i18n'
import { formatShortDay } from '../../i18n/dates'
import type { SessionView } from '../../queries'

/** "Hà đã hủy buổi này: “Trùng”", or with its day and time; null where nobody changed it. */
export function describeCorrection(
  session: SessionView,
  which: 'this' | 'when' = 'this',
): string | null {
  const said = session.corrected
  if (!said) return null
  const key = said.own ? 'back' : session.status === 'void' ? 'voided' : 'edited'
  const name = said.name ?? t(said.own ? 'session.someone' : 'role.lead')
  const sentence =
    which === 'this'
      ? t(`why.${key}`, { name })
      : t(`news.${key}`, { name, when: `${formatShortDay(session.day)} ${session.start}` })
  return said.why ? `${sentence}: “${said.why}”` : sentence
}
