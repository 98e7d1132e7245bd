// @vitest-environment jsdom
import '../../team/words'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TAKE_BACK_MS } from '../../../actions/lead/accept-item'
import { loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import type { ReviewRow } from '../api-types'
import { ReviewList } from './review-list'

const asked: string[] = []
let waiting: ReviewRow[]
let written: unknown[]
let refused: object | null

vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => {
    asked.push(path)
    const limit = Number(new URLSearchParams(path.split('?')[1]).get('limit'))
    const rows = waiting.slice(0, limit)
    const next = waiting.length > limit ? 'item~1~x' : null
    return { status: 200, body: { rows, next, total: waiting.length }, etag: null }
  },
  writeDesk: async (_: string, path: string, body: unknown) => {
    written.push(body)
    if (refused) {
      const problem = { code: 'invalid_shape', details: refused }
      return { status: 422, body: problem, etag: null }
    }
    waiting = waiting.filter((row) => !path.includes(`/${row.id}/`))
    return { status: 200, body: {}, etag: null }
  },
}))

const row = (id: number): ReviewRow => ({
  id: `id-${id}`,
  kind: 'proposal',
  team: { id: 't', name: 'Phổ Cường' },
  author: { id: 'm', name: 'Lan' },
  code: null,
  record: 'r',
  field: 'people',
  current: 1,
  proposed: id,
  beside: [],
  body: null,
  fits: null,
  at: '2026-11-24T09:10:00+07:00',
  received_at: '2026-11-24T02:10:00Z',
})

/** Longer than something can be taken back. */
const PATIENT = { timeout: TAKE_BACK_MS + 3_000 }

let place: HTMLElement
const cards = () => place.querySelectorAll('li.card').length
const button = (name: string) =>
  [...place.querySelectorAll('button')].find((one) => one.textContent === name)
const field = (label: string) => {
  const id = [...place.querySelectorAll('label')].find((one) => one.textContent === label)?.htmlFor
  return place.querySelector(`[id="${id}"]`) as HTMLInputElement
}
const type = (label: string, text: string) =>
  act(() => {
    field(label).value = text
    field(label).dispatchEvent(new Event('input', { bubbles: true }))
  })

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined // jsdom has none
  await freshStore()
  await loadLaterWords()
  written = []
  refused = null
  waiting = Array.from({ length: 60 }, (_, id) => row(id))
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

it('shows more with those that are there, and counts the rest', async () => {
  act(() => render(<ReviewList team="t" list="stack" />, place))
  await vi.waitFor(() => expect(cards()).toBe(25))
  expect(asked).toEqual(['/api/review?limit=25&team=t'])
  expect(place.textContent).toContain('Còn 35 việc nữa.')
  act(() => button('Xem thêm')?.click())
  expect(cards()).toBe(25)
  await vi.waitFor(() => expect(cards()).toBe(50))
  act(() => button('Xem thêm')?.click())
  await vi.waitFor(() => expect(cards()).toBe(60))
  expect(button('Xem thêm')).toBeUndefined()
  expect(place.textContent).not.toContain('việc nữa')
})

it('what is settled makes room for the next', async () => {
  act(() => render(<ReviewList list="grid" />, place))
  await vi.waitFor(() => expect(cards()).toBe(25))
  act(() => button('Nhận')?.click())
  await vi.waitFor(() => expect(place.textContent).toContain('Còn 34 việc nữa.'), PATIENT)
  expect(cards()).toBe(25)
})

const ofStranger = (id: number): ReviewRow => ({
  ...row(id),
  kind: 'review',
  author: { id: 's', name: 'Người Lạ' },
  body: {},
})

it('turns down at once all that somebody has sent, page by page', async () => {
  waiting = [row(1), ...Array.from({ length: 60 }, (_, id) => ofStranger(id + 100))]
  act(() => render(<ReviewList list="grid" />, place))
  const all = 'Không nhận tất cả của Người Lạ'
  await vi.waitFor(() => expect(button(all)).toBeDefined())
  act(() => button(all)?.click())
  expect(written).toEqual([])
  type('Lý do', 'Không phải người của đội')
  const yes = [...place.querySelectorAll<HTMLButtonElement>('dialog button')].at(-1)
  act(() => yes?.click())
  await vi.waitFor(() => expect(waiting).toEqual([row(1)]))
  await vi.waitFor(() => expect(cards()).toBe(1))
  const word = { decision: 'refuse', reason: 'Không phải người của đội' }
  expect(written).toEqual(Array.from({ length: 60 }, () => word))
  expect(button(all)).toBeUndefined()
})

it('offers that for no proposals and not for a few', async () => {
  waiting = [...waiting, ...Array.from({ length: 9 }, (_, id) => ofStranger(id + 100))].reverse()
  act(() => render(<ReviewList list="grid" />, place))
  await vi.waitFor(() => expect(place.textContent).toContain('Người Lạ'))
  expect(place.textContent).not.toContain('Không nhận tất cả')
})

it('can be taken back for a moment before it is sent', async () => {
  waiting = [row(9)]
  act(() => render(<ReviewList list="grid" />, place))
  await vi.waitFor(() => expect(cards()).toBe(1))
  act(() => button('Nhận')?.click())
  await vi.waitFor(() => expect(button('Nhận')).toBeUndefined())
  act(() => button('Hoàn tác')?.click())
  await vi.waitFor(() => expect(button('Nhận')).toBeDefined())
  act(() => render(null, place))
  expect(written).toEqual([])
})

it('is sent once where the screen is left before', async () => {
  waiting = [row(9)]
  act(() => render(<ReviewList list="grid" />, place))
  await vi.waitFor(() => expect(cards()).toBe(1))
  act(() => button('Nhận')?.click())
  act(() => render(null, place))
  await vi.waitFor(() => expect(written).toEqual([{ decision: 'accept', reason: null }]))
})

it('asks before it takes in what does not fit', async () => {
  waiting = [{ ...row(9), kind: 'review', code: 'not_member', body: {} }]
  act(() => render(<ReviewList list="grid" />, place))
  await vi.waitFor(() => expect(place.textContent).toContain('Người ghi đọc thấy'))
  act(() => button('Nhận')?.click())
  await vi.waitFor(() => expect(button('Vẫn nhận')).toBeDefined())
  expect(place.textContent).toContain('Ngày đó không ở trong đội. Nhận thì')
  act(() => button('Đóng')?.click())
  await vi.waitFor(() => expect(button('Vẫn nhận')).toBeUndefined())
  expect(button('Hoàn tác')).toBeUndefined()
  act(() => button('Nhận')?.click())
  await vi.waitFor(() => expect(button('Vẫn nhận')).toBeDefined())
  act(() => button('Vẫn nhận')?.click())
  await vi.waitFor(() => expect(button('Hoàn tác')).toBeDefined())
  act(() => render(null, place))
  await vi.waitFor(() => expect(written.length).toBe(1))
})

it('a value of one’s own goes in with a reason', async () => {
  waiting = [row(9)]
  act(() => render(<ReviewList team="t" list="stack" open={() => '/'} />, place))
  await vi.waitFor(() => expect(cards()).toBe(1))
  act(() => button('Sửa rồi nhận')?.click())
  await vi.waitFor(() => expect(button('Nhận theo bản đã sửa')).toBeDefined())
  expect(button('Nhận')).toBeUndefined()
  expect(button('Nhận theo bản đã sửa')?.disabled).toBe(true)
  type('Số người', '7')
  act(() => button('Nhận theo bản đã sửa')?.click())
  expect(place.textContent).toContain('Bạn ghi lý do')
  expect(written).toEqual([])
  type('Lý do', ' Đếm lại ')
  act(() => button('Nhận theo bản đã sửa')?.click())
  await vi.waitFor(() => expect(place.textContent).toContain('Không có việc nào cần xem.'))
  expect(written).toEqual([{ decision: 'edit', set: { people: 7 }, reason: 'Đếm lại' }])
})

it('what the rules refuse stays in the form', async () => {
  waiting = [row(9)]
  refused = { code: 'served_too_many', field: 'people' }
  act(() => render(<ReviewList team="t" list="stack" open={() => '/'} />, place))
  await vi.waitFor(() => expect(cards()).toBe(1))
  act(() => button('Sửa rồi nhận')?.click())
  await vi.waitFor(() => expect(button('Nhận theo bản đã sửa')).toBeDefined())
  type('Số người', '7')
  type('Lý do', 'Đếm lại')
  act(() => button('Nhận theo bản đã sửa')?.click())
  await vi.waitFor(() => expect(written.length).toBe(1))
  await vi.waitFor(() => expect(button('Nhận theo bản đã sửa')?.disabled).toBe(false))
  expect(field('Số người').value).toBe('7')
  act(() => button('Đóng')?.click())
  expect(button('Nhận')).toBeDefined()
})
