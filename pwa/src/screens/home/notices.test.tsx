// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import type { Me } from '../../queries'
import { type Lack, Notices } from './notices'

const DAY = 86_400
const person = { state: 'joined', installDismissedAt: null } as Me
let place: HTMLElement

beforeAll(loadLaterWords)
beforeEach(() => {
  place = document.createElement('div')
  document.body.replaceChildren(place)
  vi.useFakeTimers({ now: new Date('2026-11-26T05:00:00Z'), toFake: ['Date'] })
  return () => vi.useRealTimers()
})

const show = (clockOff: number, lack: Lack = null) =>
  act(() => render(<Notices clockOff={clockOff} lack={lack} person={person} />, place))

it('says which day it is where the phone says another', () => {
  show(-2 * DAY)
  expect(place.querySelector('[role=alert]')?.textContent).toContain(
    'Máy ghi ngày 26/11/2026, hôm nay là 28/11/2026.',
  )
})

it('says by how much a clock is off on the right day', () => {
  show(20 * 60)
  expect(place.textContent).toContain(t('home.clock.minutes', { n: 20 }))
  show(-4 * 3600)
  expect(place.textContent).toContain(t('home.clock.hours', { n: 4 }))
  show(60)
  expect(place.textContent).toBe('')
})

it('says one thing that the phone lacks, and the clock before it', () => {
  show(2 * DAY, 'room')
  expect([...place.children].map((one) => one.tagName)).toEqual(['SECTION', 'A'])
  show(0, 'room')
  expect(place.textContent).toBe(t('ready.no.why', { what: t('ready.lacks.room') }))
})
