// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import type { SessionRow } from '../../lead/api-types'
import { address, read } from '../../router'
import { Sessions } from './sessions'
import { SessionPages } from './sessions-page'

const DAYS = { from: '2026-01-01', to: '2026-11-24', limit: 2 }
interface Told {
  rows: SessionRow[]
  next: string | null
  totals_only_until?: string
}

const pages = new Map<string, Told>()
const paths: string[] = []
const waiting: ((come: unknown) => void)[] = []

vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => {
    paths.push(path)
    if (path.startsWith('/api/help-sessions/sums'))
      return { status: 200, body: { sessions: 1234, people: 5, turns: 6 }, etag: null }
    const after = new URLSearchParams(path.split('?')[1]).get('after') ?? ''
    if (!pages.has(after)) await new Promise((resolve) => waiting.push(resolve))
    return { status: 200, body: pages.get(after), etag: null, retryAfter: null }
  },
}))

let place: HTMLElement

const session = (id: string): SessionRow => ({
  id,
  day: '2026-11-20',
  start: '09:10',
  team: { id: 't', name: 'Phổ Cường' },
  author: null,
  people: 3,
  services: [],
  place_kind: 'NVH',
  place_name: null,
  age_band: 'KHONGHOI',
  note: null,
  status: 'live',
  state: 'counted',
  received_at: '2026-11-20T02:10:00Z',
})
const links = () =>
  [...place.querySelectorAll('a')].map((link) => link.getAttribute('href')?.split('?')[0])
const button = (name: string) =>
  [...place.querySelectorAll('button')].find((one) => one.textContent === name)
const at = (query: string) => {
  history.replaceState(null, '', `/desk/sessions${query}`)
  address.value = read()
}

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  pages.clear()
  at('')
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

it('goes on by itself from pages in which nothing was found', async () => {
  pages.set('', { rows: [], next: '2026-06-30~a' })
  pages.set('2026-06-30~a', { rows: [], next: '2026-03-31~b' })
  pages.set('2026-03-31~b', { rows: [session('one')], next: '2026-02-28~c' })
  pages.set('2026-02-28~c', { rows: [], next: null })
  act(() => render(<SessionPages params={DAYS} all={false} />, place))
  await vi.waitFor(() => expect(links()).toEqual(['/desk/session/one']))
  act(() => button('Xem thêm')?.click())
  await vi.waitFor(() => expect(button('Xem thêm')).toBeUndefined())
  expect(links()).toEqual(['/desk/session/one'])
  expect(place.textContent).not.toContain('Không có buổi nào khớp')
})

it('says up to when there are only totals, and calls these days not empty', async () => {
  const until = { next: null, totals_only_until: '2026-06-30' }
  pages.set('', { rows: [session('one')], ...until })
  act(() => render(<SessionPages params={DAYS} all={false} />, place))
  await vi.waitFor(() =>
    expect(place.textContent).toContain('Từ ngày 30/06/2026 trở về trước chỉ còn'),
  )
  act(() => render(null, place))
  pages.set('', { rows: [], ...until })
  const params = { ...DAYS, to: '2026-06-30' }
  act(() => render(<SessionPages params={params} all={false} />, place))
  await vi.waitFor(() =>
    expect(place.textContent).toContain('Từ ngày 30/06/2026 trở về trước chỉ còn'),
  )
  expect(place.textContent).toBe(
    'Từ ngày 30/06/2026 trở về trước chỉ còn con số tổng, không còn từng buổi.',
  )
})

it('says that there is none only when all was looked through', async () => {
  pages.set('', { rows: [], next: '2026-06-30~a' })
  const params = { ...DAYS, service: 'DD01', limit: 3 }
  act(() => render(<SessionPages params={params} all={false} />, place))
  await vi.waitFor(() => expect(place.textContent).toContain('Đã tìm từ nay về 30/06/2026'))
  pages.set('2026-06-30~a', { rows: [], next: null })
  waiting.pop()?.(null)
  await vi.waitFor(() => expect(place.textContent).toContain('Không có buổi nào khớp'))
})

it('shows as many as the number says that led here, and the others where asked', async () => {
  const void_: SessionRow = { ...session('void'), status: 'void', state: 'void' }
  pages.set('', { rows: [session('one'), void_], next: null })
  act(() => render(<SessionPages params={{ ...DAYS, limit: 4 }} all={false} />, place))
  await vi.waitFor(() => expect(links()).toEqual(['/desk/session/one']))
  act(() => render(<SessionPages params={{ ...DAYS, limit: 4 }} all />, place))
  expect(links()).toEqual(['/desk/session/one', '/desk/session/void'])
})

const three = () => {
  const lan = { ...session('lan'), author: { id: 'l', name: 'Lan' }, people: 5 }
  const duc = { ...session('duc'), author: { id: 'd', name: 'Đức' }, people: 12 }
  const gone: SessionRow = { ...session('gone'), people: 40, status: 'void', state: 'void' }
  pages.set('', { rows: [lan, duc, gone], next: null })
}

it('sums up who came back once, as the totals do', async () => {
  const again = { ...session('again'), people: 5, repeats: true }
  pages.set('', { rows: [{ ...session('lan'), people: 5 }, again], next: null })
  act(() => render(<SessionPages params={{ ...DAYS, limit: 8 }} all />, place))
  await vi.waitFor(() => expect(place.textContent).toContain('Tổng 2 buổi đã tính: 5 người'))
  const cells = [...place.querySelectorAll('tbody td.amount:nth-of-type(4)')]
  expect(cells.map((cell) => cell.textContent)).toEqual(['5', '0 (đã tính ở buổi trước)'])
})

it('adds up those too that are not fetched, where asked', async () => {
  pages.set('', { rows: [session('one')], next: '2026-06-30~a' })
  const params = { ...DAYS, team: 't', sort: '-people' } as const
  act(() => render(<SessionPages params={params} all={false} />, place))
  await vi.waitFor(() => expect(place.textContent).toContain('Tổng 1 buổi đã tải: 3 người'))
  act(() => button('Cộng tất cả')?.click())
  await vi.waitFor(() => expect(place.textContent).toContain('Tổng 1.234 buổi đã tính: 5 người'))
  expect(place.textContent).not.toContain('đã tải')
  expect(paths.at(-1)).toBe('/api/help-sessions/sums?from=2026-01-01&team=t&to=2026-11-24')
})

it('says that what is summed up are whole sessions, where one service of each led here', async () => {
  pages.set('', { rows: [session('one')], next: null })
  const whole = () => place.textContent?.includes('tính cả các việc khác trong buổi')
  act(() => render(<SessionPages params={{ ...DAYS, limit: 5 }} all={false} />, place))
  await vi.waitFor(() => expect(place.textContent).toContain('Tổng 1 buổi'))
  expect(whole()).toBe(false)
  const params = { ...DAYS, outcome: 'KHONG', limit: 5 }
  act(() => render(<SessionPages key="outcome" params={params} all={false} />, place))
  await vi.waitFor(() => expect(whole()).toBe(true))
})

it('is sorted by the server as the address says, files too, and sums up what counts', async () => {
  three()
  at('?from=2026-01-01&to=2026-11-22&sort=-people&pages=3&all=1')
  act(() => render(<Sessions />, place))
  const opened = () => links().filter((link) => link?.startsWith('/desk/session/'))
  const asked = (path: string | null | undefined) =>
    new URLSearchParams(path?.split('?')[1]).get('sort')
  // as it came: the order is the server's own
  await vi.waitFor(() =>
    expect(opened()).toEqual(['/desk/session/lan', '/desk/session/duc', '/desk/session/gone']),
  )
  const last = () => paths.filter((path) => path.startsWith('/api/help-sessions')).at(-1)
  expect(asked(last())).toBe('-people')
  const files = [...place.querySelectorAll('a[download]')].map((link) => link.getAttribute('href'))
  expect(files.map(asked)).toEqual(['-people', '-people'])
  expect(place.textContent).toContain('Tổng 2 buổi đã tính: 17 người')
  act(() => button('Người ↓')?.click())
  expect(location.search).toContain('sort=people')
  expect(location.search).not.toContain('pages')
  await vi.waitFor(() => expect(asked(last())).toBe('people'))
})

it('is not asked to be sorted where it is newest first, and then each day is too', async () => {
  const early = { ...session('early'), start: '07:00' }
  pages.set('', { rows: [early, session('late')], next: null })
  at('?from=2026-01-01&to=2026-11-21')
  act(() => render(<Sessions />, place))
  await vi.waitFor(() => expect(links()).toContain('/desk/session/late'))
  expect(links().indexOf('/desk/session/late')).toBeLessThan(links().indexOf('/desk/session/early'))
  expect(paths.filter((path) => path.includes('2026-11-21') && path.includes('sort'))).toEqual([])
})

it('goes on by itself while few have the words that are sought, and says where none has', async () => {
  pages.set('', { rows: [session('one')], next: '2026-06-30~a' })
  pages.set('2026-06-30~a', { rows: [session('two')], next: '2026-03-31~b' })
  pages.set('2026-03-31~b', { rows: [], next: null })
  act(() => render(<SessionPages params={{ ...DAYS, limit: 10, q: 'duc' }} all />, place))
  await vi.waitFor(() => expect(links()).toEqual(['/desk/session/one', '/desk/session/two']))
  await vi.waitFor(() => expect(place.textContent).toContain('Tổng 2 buổi đã tính'))
  pages.set('', { rows: [], next: null })
  act(() => render(<SessionPages key="none" params={{ ...DAYS, limit: 10, q: 'x' }} all />, place))
  await vi.waitFor(() =>
    expect(place.textContent).toContain('Không buổi nào có những chữ đang tìm'),
  )
})

it('asks the server for what is typed, after a pause, and the files for the same', async () => {
  pages.set('', { rows: [session('one')], next: null })
  at('?from=2026-01-01&to=2026-11-23')
  act(() => render(<Sessions />, place))
  await vi.waitFor(() => expect(place.querySelector('input[type=search]')).not.toBeNull())
  const field = place.querySelector('input[type=search]') as HTMLInputElement
  field.value = 'duc'
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })))
  expect(location.search).not.toContain('q=')
  await vi.waitFor(() => expect(paths.at(-1)).toContain('q=duc'))
  const files = () => [...place.querySelectorAll<HTMLAnchorElement>('a[download]')]
  const asked = () => files().map(({ href }) => href.includes('q=duc'))
  await vi.waitFor(() => expect(asked()).toEqual([true, true]))
})

it('shows the columns that the address names', async () => {
  three()
  at('?cols=when.people.received')
  act(() => render(<SessionPages params={{ ...DAYS, limit: 6 }} all={false} />, place))
  await vi.waitFor(() => expect(links().length).toBe(2))
  const heads = [...place.querySelectorAll('thead th')].map((head) => head.textContent)
  expect(heads).toEqual(['Ngày, giờ ↓', 'Người', 'Hệ thống nhận lúc'])
})

it('fetches as many pages as the address says, and comes back to the line', async () => {
  pages.set('', { rows: [session('one')], next: '2026-06-30~a' })
  pages.set('2026-06-30~a', { rows: [session('two')], next: '2026-03-31~b' })
  at('?pages=2#two')
  document.body.append(place)
  Element.prototype.scrollIntoView = () => undefined // jsdom has none
  act(() => render(<SessionPages params={{ ...DAYS, limit: 7 }} all={false} />, place))
  await vi.waitFor(() => expect(links()).toEqual(['/desk/session/one', '/desk/session/two']))
  await vi.waitFor(() => expect(document.activeElement?.id).toBe('two'))
  expect(place.querySelector('#two')?.getAttribute('href')).toBe(
    '/desk/session/two?list=%3Fpages%3D2',
  )
  place.remove()
})

it('shows what does not count of each page, also of one that had nothing else', async () => {
  const gone: SessionRow = { ...session('gone'), status: 'void', state: 'void' }
  pages.set('', { rows: [gone], next: '2026-06-30~a' })
  pages.set('2026-06-30~a', { rows: [session('one')], next: null })
  const opened = () => links().filter((link) => link?.startsWith('/desk/session/'))
  at('?from=2026-01-01&to=2026-11-24')
  act(() => render(<Sessions />, place))
  await vi.waitFor(() => expect(opened()).toEqual(['/desk/session/one']))
  act(() => at('?from=2026-01-01&to=2026-11-24&all=1'))
  await vi.waitFor(() => expect(opened()).toEqual(['/desk/session/gone']))
  act(() => button('Xem thêm')?.click())
  await vi.waitFor(() => expect(opened()).toHaveLength(2))
})

it('has the sum and the files above the list, and on a phone the files folded away', async () => {
  three()
  at('?from=2026-01-01&to=2026-11-20')
  act(() => render(<Sessions />, place))
  await vi.waitFor(() => expect(place.querySelector('table')).not.toBeNull())
  const order = () =>
    [...place.querySelectorAll('.session-sum, a[download], table, ul.lines')].map((one) =>
      one.tagName === 'A' && one.closest('details') ? 'folded' : one.tagName,
    )
  expect(order()).toEqual(['P', 'A', 'A', 'TABLE'])
  pages.set('', { rows: [], next: null })
  act(() => at('?from=2026-01-01&to=2026-11-19'))
  await vi.waitFor(() => expect(order()).toEqual(['A', 'A']))
  three()
  act(() => at('?from=2026-01-01&to=2026-11-20'))
  act(() => render(null, place))
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  act(() => render(<Sessions />, place))
  await vi.waitFor(() => expect(order()).toEqual(['folded', 'folded', 'P', 'UL']))
  vi.unstubAllGlobals()
})
