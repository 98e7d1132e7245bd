// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import { monthEnd, shiftDay } from '../../../i18n/dates'
import { freshStore } from '../../../sync/test-phone'
import { todayHere } from '../../lead/today'
import { setQuery } from '../../shared/set-query'
import { Report } from './report'

const THIS_MONTH = todayHere().slice(0, 7)
const NEXT_MONTH = shiftDay(monthEnd(THIS_MONTH), 1).slice(0, 7)
const figures = { people: 0, turns: 0, sessions: 0, volunteers: 0 }

/** A unit's month in which nothing was closed yet. */
const body = {
  month: THIS_MONTH,
  from: `${THIS_MONTH}-01`,
  to: monthEnd(THIS_MONTH),
  unit: { id: 'u', name: 'Đức Phổ', kind: 'phuong', code: 'DP' },
  as_of: '2026-11-24T08:00:00+07:00',
  closed: null,
  completeness: { teams: 1, teams_with_unsent: 0, unsent_at_least: 0 },
  total: { ...figures, sessions: 1 },
  plan: null,
  by: 'team',
  rows: [],
  groups: [],
  reasons: [],
  indicators: [],
  late: [],
}

vi.mock('../../lead/signed-in', async (all) => ({
  ...(await all<object>()),
  useSignedIn: () => ({ role: 'coordinator', unit: { id: 'u' } }),
}))
vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => ({
    status: 200,
    body: path.startsWith('/api/reports?') ? body : { rows: [] },
    etag: null,
    retryAfter: null,
  }),
}))

let place: HTMLElement

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

it.each([
  [THIS_MONTH, true],
  ['2025-06', true],
  [NEXT_MONTH, false],
  ['2098-03', false],
])('%s can be closed: %s', async (month, isOffered) => {
  act(() => setQuery({ month }))
  act(() => render(<Report />, place))
  await vi.waitFor(() => expect(place.querySelector('[data-figure=result]')).not.toBeNull())
  expect(place.textContent?.includes(t('report.close'))).toBe(isOffered)
})
