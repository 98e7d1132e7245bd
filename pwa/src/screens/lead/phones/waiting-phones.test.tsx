// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import * as desk from '../../../actions/lead/desk'
import { loadLaterWords, t } from '../../../i18n'
import type { EnrolmentRow } from '../api-types'
import { WaitingPhones } from './waiting-phones'

const place = document.createElement('div')
const lan: EnrolmentRow = {
  device: 'phone',
  member: { id: 'lan', name: 'Lan' },
  team: { id: 'team', name: 'Phổ Cường' },
  role: 'volunteer',
  state: 'pending',
  phrase: 'sông núi',
  namesake: null,
  claimed: false,
  renewal: null,
  others: [],
  created_at: '2026-11-24T02:00:00Z',
}

beforeAll(loadLaterWords)
afterEach(() => act(() => render(null, place)))

it.each([
  { answer: { ok: false as const, problem: 'unreachable' }, told: 0 },
  { answer: { ok: true as const }, told: 1 },
])('tells who was let in only when the server did so: %o', async ({ answer, told }) => {
  vi.spyOn(desk, 'decideEnrolment').mockResolvedValue(answer)
  const decided = vi.fn()
  act(() => render(<WaitingPhones rows={[lan]} onDecided={decided} />, place))
  const name = t('phones.approve.of', { name: 'Lan' })
  const button = place.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)
  await act(async () => button?.click())
  expect(decided).toHaveBeenCalledTimes(told)
})

it.each(['phone', 'no_phone'] as const)('warns of another one of that name: %s', (namesake) => {
  act(() => render(<WaitingPhones rows={[{ ...lan, namesake }]} onDecided={vi.fn()} />, place))
  expect(place.textContent).toContain(t(`phones.namesake.${namesake}`, { name: 'Lan' }))
})

it('has a lead compare the two words before a known phone comes back', async () => {
  const deciding = vi.spyOn(desk, 'decideEnrolment').mockResolvedValue({ ok: true })
  deciding.mockClear()
  const back = { ...lan, renewal: 'asked', others: ['Minh'] }
  act(() => render(<WaitingPhones rows={[lan, back]} onDecided={vi.fn()} />, place))
  expect(place.textContent).toContain(t('phones.renewal.others', { names: 'Minh' }))
  const cards = [...place.querySelectorAll('li')].map((card) => card.textContent ?? '')
  const why = t('phones.renewal.why', { name: 'Lan' })
  expect(cards.map((text) => text.includes(why))).toEqual([false, true])
  const name = t('phones.approve.of', { name: 'Lan' })
  const buttons = place.querySelectorAll<HTMLButtonElement>(`button[aria-label="${name}"]`)
  await act(async () => buttons[1]?.click())
  expect(deciding).not.toHaveBeenCalled()
  const question = t('phones.renewal.question', { name: 'Lan', phrase: 'sông núi' })
  expect(place.textContent).toContain(question)
  const yes = [...place.querySelectorAll('button')].find(
    (button) => button.textContent === t('phones.renewal.yes'),
  )
  await act(async () => yes?.click())
  expect(deciding).toHaveBeenCalledExactlyOnceWith('phone', 'lan', 'approve', 'asked')
})

it('turns away all strangers at once, whom a code that got out has brought', async () => {
  const deciding = vi
    .spyOn(desk, 'decideEnrolment')
    .mockImplementation(async (device) =>
      device === 'phone-4' ? { ok: false as const, problem: 'unreachable' } : { ok: true as const },
    )
  deciding.mockClear()
  const strangers = [1, 2, 3, 4, 5].map((n) => ({ ...lan, device: `phone-${n}` }))
  const back = { ...lan, renewal: 'asked' }
  const decided = vi.fn()
  const shown = (rows: EnrolmentRow[]) =>
    act(() => render(<WaitingPhones rows={rows} onDecided={decided} />, place))
  const all = () =>
    [...place.querySelectorAll('button')].find(
      (button) => button.textContent === t('phones.refuse_all', { n: 5 }),
    )
  shown([...strangers.slice(1), back])
  expect(all()).toBeUndefined()
  const [first, ...others] = strangers
  shown([...others, { ...lan, ...first, team: { id: 'other', name: 'Phổ Vinh' } }])
  expect(all()).toBeUndefined()
  shown([...strangers, back])
  await act(async () => all()?.click())
  expect(place.textContent).toContain(t('phones.refuse_all.question', { n: 5 }))
  expect(deciding).not.toHaveBeenCalled()
  const yes = [...place.querySelectorAll('[role="dialog"] button, dialog button')].find(
    (button) => button.textContent === t('phones.refuse'),
  ) as HTMLButtonElement
  await act(async () => yes.click())
  // It ends where the server cannot be reached, and what was done is looked at anew.
  await vi.waitFor(() => expect(decided).toHaveBeenCalledTimes(1))
  expect(deciding.mock.calls.map(([device]) => device)).toEqual([
    'phone-1',
    'phone-2',
    'phone-3',
    'phone-4',
  ])
  expect(deciding.mock.calls.every(([, , decision]) => decision === 'refuse')).toBe(true)
})

it('says who asks to lead, and lets a coordinator alone decide, after a question', async () => {
  const deciding = vi.spyOn(desk, 'decideEnrolment').mockResolvedValue({ ok: true })
  deciding.mockClear()
  const asks = { ...lan, role: 'lead' as const }
  act(() => render(<WaitingPhones rows={[asks]} onDecided={vi.fn()} />, place))
  expect(place.textContent).toContain(t('phones.lead'))
  expect(place.textContent).toContain(t('phones.lead.who'))
  expect(place.querySelector('button')).toBeNull()
  act(() => render(<WaitingPhones appoints rows={[asks]} onDecided={vi.fn()} />, place))
  await act(async () => place.querySelector('button')?.click())
  expect(deciding).not.toHaveBeenCalled()
  expect(place.textContent).toContain(t('phones.lead.question', { name: 'Lan', team: 'Phổ Cường' }))
})
