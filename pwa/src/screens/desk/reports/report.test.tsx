// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords, problem, t } from '../../../i18n'
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

const lacks = {
  runs: true,
  unsent_teams: 1,
  unsent_at_least: 4,
  unsent: [{ id: 't', name: 'Đội Phổ Cường', unsent_at_least: 4 }],
  silent_teams: 0,
  open_below: [{ id: 'k', name: 'Khánh Cường', kind: 'xa' }],
  silent: [],
  waiting: 2,
  asks: true,
}
const { server } = vi.hoisted(() => ({
  server: { report: {}, missing: {}, own: 'u', refuses: '', sent: [] as [string, unknown][] },
}))

vi.mock('../../lead/signed-in', async (all) => ({
  ...(await all<object>()),
  useSignedIn: () => ({ role: 'coordinator', unit: { id: server.own } }),
}))
vi.mock('../../../api/desk', () => {
  const good = (body: unknown) => ({ status: 200, body, etag: null, retryAfter: null })
  return {
    readDesk: async (path: string) => {
      if (path.startsWith('/api/reports?')) return good(server.report)
      return good(path.startsWith('/api/reports/missing') ? server.missing : { rows: [] })
    },
    writeDesk: async (_method: string, path: string, sent: unknown) => {
      server.sent.push([path, sent])
      const { refuses } = server
      return refuses ? { ...good({ code: refuses }), status: 422 } : good({})
    },
  }
})

let place: HTMLElement

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  Object.assign(server, { report: body, missing: lacks, own: 'u', refuses: '', sent: [] })
  HTMLDialogElement.prototype.showModal = () => undefined
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

it('names once the targets of which a plan of other days is put together', async () => {
  const part = { measure: 'people', of: '', number: 100, from: '2026-01-01', to: '2026-12-31' }
  const parts = [
    { ...part, planned_days: 62, days: 365 },
    { ...part, planned_days: 30, days: 30 },
  ]
  server.report = { ...body, plan: { people: 47 }, plan_from: parts }
  act(() => setQuery({ month: '2024-05' }))
  act(() => render(<Report />, place))
  const days = '01/01/2026 – 31/12/2026'
  await vi.waitFor(() =>
    expect(place.querySelector('[data-figure=plan_from]')?.textContent).toBe(
      `Chỉ tiêu: 62/365 ngày của 100 (${days}) + 30/30 ngày của 100 (${days})`,
    ),
  )
})

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

// Another month each time: what was asked a moment ago is not asked again.
async function opened(month: string): Promise<void> {
  act(() => setQuery({ month, unit: 'u' }))
  act(() => render(<Report />, place))
  await vi.waitFor(() => expect(place.querySelector('[data-figure=result]')).not.toBeNull())
}

async function press(label: string, within = ''): Promise<void> {
  const buttons = [...place.querySelectorAll<HTMLButtonElement>(`${within} button`)]
  const button = buttons.find((one) => one.textContent === label)
  await act(async () => button?.click())
}

async function type(text: string): Promise<void> {
  const input = place.querySelector<HTMLInputElement>('dialog input')
  if (!input) throw new Error('nothing is to be typed')
  input.value = text
  await act(async () => void input.dispatchEvent(new Event('input', { bubbles: true })))
}

it('says what is missing, and closes what still runs by a typed month alone', async () => {
  await opened('2025-01')
  await press(t('report.close'))
  await vi.waitFor(() => expect(place.querySelector('dialog')).not.toBeNull())
  const told = place.querySelector('dialog')?.textContent
  expect(told).toContain('Đội Phổ Cường (4)')
  expect(told).toContain(t('report.lacks.waiting', { n: 2 }))
  expect(told).toContain(t('report.lacks.below', { units: 'Xã Khánh Cường' }))
  await press(t('report.close.despite'), 'dialog')
  expect(server.sent).toEqual([])
  expect(place.textContent).toContain(t('report.close.typed.wrong', { month: '01/2025' }))
  await type('1/2025')
  await press(t('report.close.despite'), 'dialog')
  await vi.waitFor(() =>
    expect(server.sent).toEqual([['/api/reports', { unit: 'u', month: '2025-01', despite: true }]]),
  )
})

it('closes a month that lacks nothing without a word to type', async () => {
  const nothing = {
    ...{ runs: false, unsent_teams: 0, unsent_at_least: 0 },
    waiting: 0,
    asks: false,
  }
  server.missing = { ...lacks, ...nothing, unsent: [], open_below: [] }
  await opened('2025-02')
  await press(t('report.close'))
  await vi.waitFor(() => expect(place.textContent).toContain(t('report.lacks.nothing')))
  await press(t('report.close'), 'dialog')
  await vi.waitFor(() =>
    expect(server.sent).toEqual([
      ['/api/reports', { unit: 'u', month: '2025-02', despite: false }],
    ]),
  )
})

const closed = {
  ...body,
  closed: { code: 'ABCDEFGHJK', at: '2026-11-24T08:00:00+07:00' },
  now: { ...figures, people: 3, sessions: 2 },
}

it('has a plan of turns beside those that were completed, which the rate is of', async () => {
  const group = { key: 'DD', label: 'Định danh', plan: 1000, turns: 1500, completed: 900 }
  server.report = { ...body, plan: { turns: 2000 }, groups: [group] }
  await opened('2025-08')
  const shown = (of: string) =>
    ['plan', 'result', 'ratio'].map(
      (figure) => place.querySelector(`[data-figure=${figure}][data-of="${of}"]`)?.textContent,
    )
  expect(shown('group:DD')).toEqual(['–', '1.500', '–'])
  expect(shown('completed:DD')).toEqual(['1.000', '900', '90%'])
  expect(shown('turns')[0]).toBe('–')
  expect(shown('completed')[0]).toBe('2.000')
})

it('says in place that other figures are counted today', async () => {
  server.report = closed
  await opened('2025-03')
  expect(place.querySelector('[data-figure=differs]')?.textContent).toContain('3 người')
  const buttons = [...place.querySelectorAll('button')].map((one) => one.textContent)
  expect(buttons).not.toContain(t('report.reopen'))
  expect(place.textContent).toContain(t('report.reopen.above'))
})

it('is opened again from above, with a reason', async () => {
  Object.assign(server, { report: { ...closed, now: closed.total }, own: 'above' })
  await opened('2025-04')
  expect(place.querySelector('[data-figure=differs]')).toBeNull()
  expect(place.textContent).not.toContain(t('report.reopen.above'))
  await press(t('report.reopen'))
  await press(t('report.reopen'), 'dialog')
  expect(place.textContent).toContain(t('report.reopen.reason.missing'))
  await type('Đội 3 gửi sót')
  await press(t('report.reopen'), 'dialog')
  await vi.waitFor(() =>
    expect(server.sent).toEqual([
      ['/api/reports/reopened', { unit: 'u', month: '2025-04', reason: 'Đội 3 gửi sót' }],
    ]),
  )
})

it('keeps the reason that was typed where it is refused, and says why', async () => {
  Object.assign(server, { report: closed, own: 'above', refuses: 'person_named' })
  await opened('2025-05')
  await press(t('report.reopen'))
  await type('Chị Nguyễn Thị Lan gửi sót')
  await press(t('report.reopen'), 'dialog')
  await vi.waitFor(() => expect(place.textContent).toContain(problem('person_named')))
  expect(place.querySelector<HTMLInputElement>('dialog input')?.value).toContain('gửi sót')
})

it('says in place why the teams’ targets do not add up to the unit’s own', async () => {
  const plan = { people: 180, turns: null, completed: null, volunteers: null, sessions: null }
  const team = { label: 'Đội Phổ Cường', kind: 'team', figures, plan }
  const rows = [
    { ...team, key: 'a' },
    { ...team, key: 'b' },
  ]
  server.report = { ...body, rows, plan: { ...plan, people: 300 } }
  await opened('2025-07')
  expect(place.textContent).toContain(
    'Chỉ tiêu giao cho từng đội cộng lại là 360; dòng Tổng cộng theo chỉ tiêu giao chung cho Phường Đức Phổ là 300.',
  )
  server.report = { ...body, rows, plan: { ...plan, people: 360 } }
  await opened('2025-08')
  expect(place.textContent).not.toContain('cộng lại')
})

it('has the files above the tables', async () => {
  await opened('2025-09')
  const order = [...place.querySelectorAll('a[download], table')].map((one) => one.tagName)
  expect(order.slice(0, 5)).toEqual(['A', 'A', 'A', 'A', 'TABLE'])
})

it('says of days of action where none is, and leads to where they are set up', async () => {
  act(() => setQuery({ kind: 'campaign', month: undefined, unit: 'u' }))
  act(() => render(<Report />, place))
  const year = String(Number(THIS_MONTH.slice(0, 4)) - 1)
  await vi.waitFor(() => expect(place.textContent).toContain(t('report.campaign.none', { year })))
  expect(place.querySelector('.empty a')?.getAttribute('href')).toBe('/desk/activities')
  expect(place.textContent).not.toContain(t('report.campaign.choose'))
  act(() => setQuery({ kind: undefined }))
})

it('names the units below that closed the month with other figures, with both', async () => {
  const of = (people: number) => ({ ...figures, people })
  const unit = { key: 'b', label: 'Trà Câu', kind: 'phuong' }
  const rows = [{ ...unit, figures: of(8), plan: null }]
  server.report = { ...body, by: 'unit', rows, closed_below: [{ ...unit, figures: of(5) }] }
  await opened('2024-07')
  await vi.waitFor(() => expect(place.querySelector('[data-figure="closed_below"]')).not.toBeNull())
  const said = place.querySelector('[data-figure="closed_below"]')?.textContent
  expect(said).toMatch(/^Phường Trà Câu: đã chốt 5 người, .* bảng trên tính 8 người, /)
})
