// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import type { SessionRow } from '../../lead/api-types'
import { SessionPages } from './sessions-page'

const DAYS = { from: '2026-01-01', to: '2026-11-24', limit: 2 }
const pages = new Map<string, { rows: SessionRow[]; next: string | null }>()
const waiting: ((come: unknown) => void)[] = []

vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => {
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
const links = () => [...place.querySelectorAll('a')].map((link) => link.getAttribute('href'))

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  pages.clear()
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
  act(() => place.querySelector('button')?.click())
  await vi.waitFor(() => expect(place.querySelector('button')).toBeNull())
  expect(links()).toEqual(['/desk/session/one'])
  expect(place.textContent).not.toContain('Không có buổi nào khớp')
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
