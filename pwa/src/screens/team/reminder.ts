import { t } from '../../i18n'
import type { PhoneRow } from '../lead/api-types'
import { LONGEST } from '../message'
import { byNeed, type Need, needsOf } from './phone-needs'

/** What each person is asked for, by what their phone needs most. What only we can mend is no errand. */
const ERRANDS: Record<Need, (phone: PhoneRow) => string> = {
  holds: ({ pending }) => t('reminder.holds', { n: pending ?? 0 }),
  gaps: () => t('reminder.open'),
  differs: () => t('reminder.open'),
  silent: ({ silent_days }) =>
    silent_days === null ? t('reminder.never') : t('reminder.silent', { n: silent_days }),
  clock: () => t('reminder.clock'),
  no_room: () => t('reminder.room'),
  not_kept: () => t('reminder.ready'),
  not_ready: () => t('reminder.ready'),
}

/** More people fit into no text. */
const MOST = 99

/** The phones that somebody should be reminded of, who needs it most first; nobody twice. */
export function toRemind(phones: PhoneRow[]): PhoneRow[] {
  const seen = new Set<string>()
  return byNeed(phones).filter((phone) => {
    if (phone.state !== 'approved' || needsOf(phone).length === 0) return false
    const isNew = !seen.has(phone.member.id)
    seen.add(phone.member.id)
    return isNew
  })
}

/** A polite word for the team's chat: who is asked for what, under 1,000 characters. */
export function reminderFor(phones: PhoneRow[], name: (phone: PhoneRow) => string): string {
  const all = toRemind(phones)
  const asked = all.slice(0, MOST).map((phone) => {
    const [need] = needsOf(phone)
    return need ? `- ${name(phone)}: ${ERRANDS[need](phone)}` : ''
  })
  for (let said = asked.length; said > 0; said -= 1) {
    const left = all.length - said
    const more = left > 0 ? [t('reminder.more', { n: left })] : []
    const lines = [t('reminder.hello'), ...asked.slice(0, said), ...more, t('reminder.thanks')]
    const text = lines.join('\n').normalize('NFC')
    if (text.length <= LONGEST) return text
  }
  return ''
}
