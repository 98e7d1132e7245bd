// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { type ComponentChild, render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { refreshAnswer } from '../../../actions/lead/refresh'
import { addWords, loadLaterWords } from '../../../i18n'
import { inVietnam, shiftDay } from '../../../i18n/dates'
import { freshStore } from '../../../sync/test-phone'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { setQuery } from '../../shared/set-query'
import { Activities } from '../activities/activities'
import { AuditScreen } from '../audit/audit'
import { SessionsNone } from '../sessions/sessions-none'
import { Indicators } from '../targets/indicators'
import { Targets } from '../targets/targets'
import { NoRows } from '../totals/no-rows'

const TODAY = inVietnam(Date.now()).day
const THIS_MONTH = TODAY.slice(0, 7)
const today = { period: 'today' as const, from: TODAY, to: TODAY }
const LONG_AGO = { period: 'range' as const, from: '2025-01-05', to: '2025-01-05' }

/** By the beginning of what is asked; null stands for nobody who answers. */
const said = new Map<string, unknown>()

vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => {
    const found = [...said].find(([start]) => path.startsWith(start))
    if (!found || found[1] === null) throw Object.assign(new Error(), { name: 'Unreachable' })
    const body = typeof found[1] === 'function' ? found[1](path) : found[1]
    return { status: 200, body, etag: null, retryAfter: null }
  },
}))

let place: HTMLElement
const show = (screen: ComponentChild) => act(() => render(screen, place))
const why = () => place.querySelector('[data-why]')?.getAttribute('data-why')
const text = () => place.querySelector('[data-why]')?.textContent ?? ''
const way = () => place.querySelector('[data-why] a')?.getAttribute('href')
const expectWhy = (wanted: string) => vi.waitFor(() => expect(why()).toBe(wanted))
/** Who reads the history is known before it is asked for. */
async function signIn(): Promise<void> {
  said.set('/api/session', { account: { id: 'a', name: 'Sơn', role: 'coordinator', unit: null } })
  await refreshAnswer('/api/session')
}
const months = (...keys: string[]) =>
  said.set('/api/tallies', { rows: keys.map((key) => ({ key, totals: {} })) })

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  said.clear()
  history.replaceState(null, '', '/desk')
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

describe('the table of the totals', () => {
  const rows = (over: Partial<Parameters<typeof NoRows>[0]> = {}) => (
    <NoRows by="service" days={today} unit="u" team={undefined} sessions={0} {...over} />
  )

  it('tells that nobody ever logged anything, and whom to invite', async () => {
    months()
    show(rows())
    await expectWhy('not_begun')
    expect(text()).toContain('mã mời')
    expect(way()).toBe('/desk/teams')
    show(rows({ team: 't' }))
    await vi.waitFor(() => expect(way()).toBe('/desk/team/t'))
  })

  it('leads to a month in which there is something', async () => {
    months('2025-06')
    show(rows({ days: LONG_AGO }))
    await expectWhy('other_days')
    expect(text()).toContain('06/2025')
    expect(way()).toBe('/desk?unit=u&by=service&from=2025-06-01&to=2025-06-30')
  })

  it('shows nothing as 0 where there is work', async () => {
    months('2025-06', THIS_MONTH)
    show(rows())
    await expectWhy('zero')
    expect([...place.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['0'])
    // There are sessions, and all of them went well.
    said.clear()
    show(rows({ by: 'reason', sessions: 3 }))
    expect(place.querySelector('td')?.dataset.figure).toBe('people')
  })

  it('shows what the server said last where it cannot be asked why', async () => {
    show(rows())
    await expectWhy('zero')
  })

  it('without units or teams tells of those', () => {
    show(rows({ by: 'unit' }))
    expect(why()).toBe('filtered')
    show(rows({ by: 'team' }))
    expect(why()).toBe('not_begun')
  })
})

describe('the list of sessions', () => {
  const day = { unit: 'u', from: TODAY, to: TODAY }

  it('leads out of a filter, and shows what does not count', () => {
    show(<SessionsNone params={{ ...day, ...{ service: 'DD01' } }} uncounted={false} />)
    expect(why()).toBe('filtered')
    expect(way()).toBe(`/desk/sessions?unit=u&from=${TODAY}&to=${TODAY}`)
    show(<SessionsNone params={day} uncounted />)
    expect(why()).toBe('filtered')
    act(() => place.querySelector('button')?.click())
    expect(location.search).toBe('?all=1')
  })

  it('says 0 on a day of work', async () => {
    months(THIS_MONTH)
    show(<SessionsNone params={day} uncounted={false} />)
    await expectWhy('zero')
    expect(text()).toContain('0 buổi')
  })
})

describe('what has days of its own', () => {
  it.each([
    ['/api/activities', 'activities', () => <Activities />],
    ['/api/indicator-values', 'indicators', () => <Indicators />],
  ])('%s', async (path, name, screen) => {
    said.set('/api/indicators', { rows: [] })
    said.set(path, { rows: [] })
    show(screen())
    await expectWhy('not_begun')
    act(() => render(null, place))
    await freshStore()
    // Years ago there was one.
    const one = { from: shiftDay(TODAY, -800), to: shiftDay(TODAY, -799) }
    said.set(path, (asked: string) => ({ rows: asked.includes(THIS_MONTH) ? [] : [one] }))
    show(screen())
    await expectWhy('other_days')
    if (name === 'indicators') expect(text()).toContain(`thời gian 01/${TODAY.slice(5, 7)}/`)
    expect(way()).toContain(`/desk/${name}?`)
    expect(way()).toContain(`from=${one.from}&to=${one.to}`)
  })

  it('targets', async () => {
    const body = { on: TODAY, rows: [], other: [], may_set: false, name: 'Đức Phổ' }
    said.set('/api/', body)
    show(<Targets />)
    await expectWhy('not_begun')
    act(() => render(null, place))
    await freshStore()
    const goal = { measure: 'people', of: '', from: '2025-06-01', to: '2025-06-30', carried: [] }
    said.set('/api/', { ...body, other: [{ ...goal, number: 10, done: 3, planned: 10 }] })
    show(<Targets />)
    await expectWhy('other_days')
  })
})

it.each([() => <Activities />, () => <Indicators />, () => <AuditScreen />])(
  'days that are none are as if not asked for',
  async (screen) => {
    await signIn()
    said.set('/api/', { rows: [], next: null })
    act(() => setQuery({ from: '2026-13-01', to: '2026-99-99' }))
    show(screen())
    await expectWhy('not_begun')
    act(() => setQuery({ from: undefined, to: undefined }))
  },
)

it('the history tells of its days from what nobody ever did', async () => {
  await signIn()
  said.set('/api/audit', { rows: [], next: null })
  show(<AuditScreen />)
  await expectWhy('not_begun')
  act(() => setQuery({ from: TODAY }))
  await expectWhy('other_days')
  act(() => place.querySelector<HTMLButtonElement>('[data-why] button')?.click())
  await expectWhy('not_begun')
})

it('what was never loaded is no list with nothing in it', async () => {
  const Any = () => (
    <ServerAnswer answer={useQuery('/api/enrolments', { state: 'pending' })}>
      {() => ''}
    </ServerAnswer>
  )
  show(<Any />)
  await expectWhy('not_loaded')
  expect(text()).toContain('Chưa tải số liệu về máy này. Chưa kết nối được máy chủ.')
  expect(place.querySelector('button')?.textContent).toBe('Tải lại')
})
