// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { formatShortDay, inVietnam, shiftDay } from '../../i18n/dates'
import { freshStore } from '../../sync/test-phone'
import { go } from '../router'
import { Due } from './comes-back'
import { newDraft } from './draft'
import { Log } from './log'

let place: HTMLElement

beforeAll(loadLaterWords)
beforeEach(async () => {
  await freshStore()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

const today = inVietnam(Date.now()).day

it.each([
  [today, 'Ngày mai'],
  [shiftDay(today, -1), 'Hôm sau'],
])('calls the day after a session of %s %s', (day, name) => {
  const draft = newDraft(['DD01'], { day, time: '00:00' }, null)
  act(() => render(<Due draft={draft} onChange={() => undefined} />, place))
  expect([...place.querySelectorAll('label')].map((one) => one.textContent)).toEqual([
    'Chưa hẹn ngày',
    `${name} · ${formatShortDay(shiftDay(day, 1))}`,
    `Một tuần nữa · ${formatShortDay(shiftDay(day, 7))}`,
    'Ngày khác',
  ])
})

it('says in its title whether it goes on from an appointment', async () => {
  const title = () => place.querySelector('h1')?.textContent
  go('/log/DD01?continues=d0000000-0000-4000-8000-000000000001')
  act(() => render(<Log params={{ service: 'DD01' }} />, place))
  await vi.waitFor(() => expect(title()).toBe('Ghi tiếp buổi hẹn'))
  act(() => render(null, place))
  go('/log/new')
  act(() => render(<Log params={{ service: 'new' }} />, place))
  await vi.waitFor(() => expect(title()).toBe('Giúp nhiều việc một lúc'))
})
