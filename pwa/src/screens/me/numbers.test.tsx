// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import { getSetting, putSetting } from '../../store/settings'
import { joinedPhone } from '../../sync/test-phone'
import { Numbers } from './numbers'

let place: HTMLElement

beforeAll(loadLaterWords)
beforeEach(async () => {
  await joinedPhone()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

it.each([
  ['2026-07-10', 'Mùa hè tình nguyện'],
  ['2026-11-24', 'Từ đầu năm'],
])('calls the season of %s by its own name', (day, name) => {
  vi.useFakeTimers({ now: new Date(`${day}T05:00:00Z`), toFake: ['Date'] })
  act(() => render(<Numbers />, place))
  vi.useRealTimers()
  expect([...place.querySelectorAll('label')].at(-1)?.textContent).toBe(name)
})

it('shows no team where the phone was put out of it', async () => {
  await putSetting('complete', true)
  const card = () => place.querySelector('[aria-label="Phổ Cường"]')
  act(() => render(<Numbers />, place))
  await vi.waitFor(() => expect(place.textContent).toContain(t('sent.never')))
  expect(card()).not.toBeNull()
  await putSetting('standing', 'revoked')
  act(() => render(null, place))
  act(() => render(<Numbers />, place))
  await vi.waitFor(() => expect(place.textContent).toContain(t('numbers.out')))
  expect(card()).toBeNull()
})

it('says where the sessions count of who was moved to another team', async () => {
  await putSetting('complete', true)
  const [now] = (await getSetting('enrolments')) ?? []
  if (!now) throw new Error('nobody has joined')
  const before = { ...now, team: 'before', team_name: 'Phổ Thuận', state: 'ended' as const }
  await putSetting('enrolments', [now, before])
  act(() => render(<Numbers />, place))
  const told = t('numbers.moved', { team: 'Phổ Thuận' })
  await vi.waitFor(() => expect(place.textContent).toContain(told))
})
