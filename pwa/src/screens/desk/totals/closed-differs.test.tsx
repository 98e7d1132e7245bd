// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import type { Counted } from '../../lead/api-types'
import { todayHere } from '../../lead/today'
import { ClosedDiffers } from './closed-differs'

const THIS_MONTH = todayHere().slice(0, 7)
const { server } = vi.hoisted(() => ({ server: { rows: [] as unknown[] } }))
vi.mock('../../../api/desk', () => ({
  readDesk: async () => ({
    status: 200,
    body: { rows: server.rows },
    etag: null,
    retryAfter: null,
  }),
}))

const closed = (month: string, people: number, reopened: object | null = null) => ({
  code: `${month}${people}`,
  month,
  total: { people, turns: 9, sessions: 4, volunteers: 2 },
  reopened,
})
const total = {
  people: 8,
  turns: 9,
  sessions: 4,
  volunteer_turns: { union: 2, police: 0, partner: 0, other: 0, all: 2 },
} as Counted

let place: HTMLElement
const said = () => place.querySelector('[data-figure=closed]')?.textContent ?? ''

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

const show = (unit: string, from: string, to: string) =>
  act(() =>
    render(<ClosedDiffers unit={unit} days={{ period: 'range', from, to }} total={total} />, place),
  )

it('says that the closed report of the month tells other figures', async () => {
  server.rows = [closed('2025-06', 5)]
  show('a', '2025-06-01', '2025-06-30')
  await vi.waitFor(() => expect(said()).toContain('06/2025 ghi 5 người'))
})

it('says so of this month up to today, too', async () => {
  server.rows = [closed(THIS_MONTH, 5)]
  show('b', `${THIS_MONTH}-01`, todayHere())
  await vi.waitFor(() => expect(said()).toContain('5 người'))
})

it('says nothing where both agree, of other days, and of a month that is open again', async () => {
  server.rows = [
    closed('2025-06', 8),
    closed('2025-05', 5, { at: '', by: null, reason: '' }),
    closed('2025-04', 5),
  ]
  show('c', '2025-04-01', '2025-04-30')
  await vi.waitFor(() => expect(said()).toContain('04/2025')) // all of them are known by now
  show('c', '2025-06-01', '2025-06-30')
  expect(said()).toBe('')
  show('c', '2025-05-01', '2025-05-31')
  expect(said()).toBe('')
  show('c', '2025-04-02', '2025-04-30')
  expect(said()).toBe('')
})
