import { t } from '../../i18n'
import type { PhoneRow } from '../lead/api-types'
import { LONGEST } from '../message'
import { byNeed, groupOf, type Need, needsOf } from './phone-needs'

/** What each person is asked for, by what their phone needs most, beside opening the app. */
const ERRANDS: Record<Need, (phone: PhoneRow) => string> = {
  holds: ({ pending }) => t('reminder.holds', { n: pending ?? 0 }),
  gaps: () => t('reminder.open'),
  differs: () => t('reminder.open'),
  silent: ({ silent_days }) =>
    silent_days === null ? t('reminder.never') : t('reminder.silent', { n: silent_days }),
  clock: () => t('reminder.clock'),
  no_room: () => t('reminder.room'),
  not_kept: settings,
  not_ready: settings,
}

/** By the names that stand on the phone's own screen. */
function settings(): string {
  return t('reminder.ready', { tab: t('tab.me'), card: t('ready.no') })
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

/**
 * A polite word for the team's chat, under 1,000 characters: who is asked for what. All are asked once
 * to open the app, unless nobody lacks more than a setting, and those of one errand, as who share a phone, stand in one line.
 */
export function reminderFor(phones: PhoneRow[], name: (phone: PhoneRow) => string): string {
  const all = toRemind(phones)
  const opens = all.some((phone) => groupOf(phone) === 'call')
  for (let said = Math.min(all.length, MOST); said > 0; said -= 1) {
    const left = all.length - said
    const more = left > 0 ? [t('reminder.more', { n: left })] : []
    const lines = [
      t(opens ? 'reminder.hello' : 'reminder.hello.settings'),
      ...[...errandsOf(all.slice(0, said), name), ...more].map((line) => `- ${line}`),
      t('reminder.thanks'),
    ]
    const text = lines.join('\n').normalize('NFC')
    if (text.length <= LONGEST) return text
  }
  return ''
}

/** "Lan, Minh: 4 ngày rồi chưa thấy gửi", in the order of who needs it most. */
export function errandsOf(asked: PhoneRow[], name: (phone: PhoneRow) => string): string[] {
  const named = new Map<string, string[]>()
  for (const phone of asked) {
    const [need] = needsOf(phone)
    if (!need) continue
    const errand = ERRANDS[need](phone)
    named.set(errand, [...(named.get(errand) ?? []), name(phone)])
  }
  return [...named].map(([errand, names]) => `${names.join(', ')}: ${errand}`)
}
