// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import type { PhoneRow } from '../lead/api-types'
import { phonesLine } from './members'
import { byNeed, countPhones, groupOf, needsOf, phonesSaid, rangesOf } from './phone-needs'

function phone(name: string, parts: Partial<PhoneRow> = {}): PhoneRow {
  return {
    device: name,
    member: { id: name, name },
    people: [name],
    team: { id: 't', name: 'Phổ Cường' },
    unit: null,
    state: 'approved',
    last_contact: '2026-11-24T02:00:00Z',
    pending: 0,
    oldest: null,
    app: '1.0.0',
    clock_offset: 3,
    differs_since: null,
    browser: null,
    readiness: {
      installed: true,
      persisted: true,
      room_mb: 800,
      browser: 'Chrome 120',
      ready: true,
      lacks: null,
      checked_at: '2026-11-24T02:00:00Z',
    },
    gaps: [],
    gaps_left: 0,
    silent_days: 0,
    ...parts,
  }
}

const ready = phone('x').readiness as NonNullable<PhoneRow['readiness']>

it('a phone that was heard of today and holds nothing needs nobody', () => {
  expect(needsOf(phone('Lan'))).toEqual([])
  expect(needsOf(phone('Lan', { silent_days: 1, readiness: null }))).toEqual([])
})

it.each([
  ['holds', { pending: 1 }],
  ['gaps', { gaps: [[43, 45]] }],
  ['differs', { differs_since: '2026-11-24T02:00:00Z' }],
  ['silent', { silent_days: 2 }],
  ['silent', { silent_days: null, last_contact: null }],
  ['clock', { clock_offset: -300 }],
  ['no_room', { readiness: { ...ready, room_mb: 49 } }],
  ['not_kept', { readiness: { ...ready, installed: false, persisted: false } }],
  ['not_ready', { readiness: { ...ready, ready: false, lacks: 'shell' } }],
] as [string, Partial<PhoneRow>][])('needs somebody: %s', (need, parts) => {
  expect(needsOf(phone('Lan', parts))).toEqual([need])
})

it('an installed app is kept, whatever the browser promised', () => {
  expect(needsOf(phone('Lan', { readiness: { ...ready, persisted: false } }))).toEqual([])
})

it('who needs help first stands first', () => {
  const phones = [
    phone('Fine'),
    phone('Clock', { clock_offset: 900 }),
    phone('Silent', { silent_days: 3 }),
    phone('Never', { silent_days: null }),
    phone('Differs', { differs_since: '2026-11-24T02:00:00Z' }),
    phone('Gaps', { gaps: [[2, 2]] }),
    phone('Holds', { pending: 2 }),
    phone('Lost', { pending: 2, silent_days: 4 }),
  ]
  const names = byNeed(phones).map((one) => one.member.name)
  expect(names).toEqual(['Lost', 'Holds', 'Gaps', 'Differs', 'Never', 'Silent', 'Clock', 'Fine'])
})

it('numbers that never came are said as ranges, and how many more there are', async () => {
  await loadLaterWords()
  const gaps: [number, number][] = [
    [43, 45],
    [50, 50],
  ]
  expect(rangesOf({ gaps, gaps_left: 0 })).toBe('43–45, 50')
  expect(rangesOf({ gaps, gaps_left: 2480 })).toBe('43–45, 50 và 2.480 khoảng nữa')
})

it('a member is silent by the same days as the phone, by the one that was heard last', async () => {
  await loadLaterWords()
  const days = (...silent: (number | null)[]) =>
    phonesLine(silent.map((silent_days) => phone('Lan', { silent_days }))).join(' · ')
  expect(days(2)).toContain(t('own_team.silent', { n: 2 }))
  expect(needsOf(phone('Lan', { silent_days: 2 }))).toEqual(['silent'])
  expect(days(5, 1)).not.toContain(t('own_team.silent', { n: 1 }))
  expect(phonesLine([phone('Lan', { silent_days: null, last_contact: null })])).toContain(
    t('own_team.never'),
  )
})

it('sets apart who only lacks a setting from who must be called', () => {
  const group = (parts: Partial<PhoneRow>) => groupOf(phone('x', parts))
  const unkept = { ...ready, installed: false, persisted: false, ready: false, lacks: 'installed' }
  expect(group({})).toBe('well')
  expect(group({ readiness: unkept })).toBe('setting')
  expect(group({ readiness: { ...ready, room_mb: 3 } })).toBe('setting')
  expect(group({ readiness: unkept, pending: 1 })).toBe('call')
  expect(group({ silent_days: 5 })).toBe('call')
  expect(group({ clock_offset: 900 })).toBe('call')
})

it('counts a phone once that several people share', () => {
  const shared = [phone('Lan', { device: 'a' }), phone('Minh', { device: 'a' }), phone('Tú')]
  expect(countPhones(shared)).toBe(2)
  expect(phonesSaid(shared)).toBe('2 máy, 3 người')
  expect(phonesSaid(shared.slice(1))).toBe(2)
})
