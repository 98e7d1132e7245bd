// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../i18n'
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
