// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { address, read } from '../../router'
import { Codes } from './codes'

const sent = vi.hoisted(() => ({ body: {} as object, changes: [] as unknown[] }))
vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => ({
    status: 200,
    body: path.startsWith('/api/codes') ? sent.body : { rows: [] },
    etag: null,
    retryAfter: null,
  }),
  changeDesk: async (...asked: unknown[]) => {
    sent.changes.push(asked)
    return { status: 200, body: {}, etag: null, retryAfter: null }
  },
}))
vi.mock('../../lead/signed-in', async (all) => ({
  ...(await all<object>()),
  useSignedIn: () => ({ role: 'coordinator', unit: { id: 'u', name: 'Khánh Cường', kind: 'xa' } }),
}))

let place: HTMLElement

const row = (code: string, over: object = {}) => ({
  kind: 'link',
  code,
  unit: 'u',
  unit_name: 'Xã Khánh Cường',
  purpose: `Bảng ${code}`,
  link: 'https://dichvucong.gov.vn/a',
  target: null,
  from: null,
  to: null,
  state: 'live',
  made_at: '2026-11-24T02:00:00Z',
  scans: 0,
  last_scan: null,
  prints: [],
  former: [],
  ...over,
})
const WELL = { kind: 'well', id: 'w', title: 'Giếng cổ', unit: 'u', path: '/p/gieng-co' }
const ROWS = [
  row('K3F7Q2A', {
    scans: 1_204,
    last_scan: '2026-11-24',
    prints: [{ id: 'p', place: 'Cổng chợ', day: '2026-11-20' }],
    former: [{ link: 'https://vneid.gov.vn/', until: '2026-11-21T02:00:00Z' }],
    to: '2026-12-31',
  }),
  row('0000105'),
  row('000001A', { state: 'ended' }),
  row('0G6SJ06', { state: 'lost', link: null }),
  row('1111111', { state: 'withdrawn', link: null, target: WELL, former: [] }),
  row('AAAAABBBBB', { kind: 'report', purpose: '2026-10', scans: null, link: null }),
  row('', { kind: 'poster', code: null, purpose: 'Đội Phổ Cường', scans: 7, link: null }),
]

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  sent.body = { rows: ROWS, more: true, hosts: ['.gov.vn', 'doanthanhnien.vn'], targets: [] }
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => {
  act(() => render(null, place))
  show('')
})

function show(query: string): void {
  history.replaceState(null, '', `/desk/codes${query}`)
  act(() => {
    address.value = read()
  })
}
const rows = () => [...place.querySelectorAll<HTMLElement>('tbody th button')]
const titles = () => rows().map((one) => one.textContent)
const text = () => place.textContent ?? ''

it('tells of each code its letters, where it leads and hangs, and how often it was scanned', async () => {
  act(() => render(<Codes />, place))
  await vi.waitFor(() => expect(titles()).toHaveLength(7))
  expect(text()).not.toContain('Treo ở')
  for (const row of rows()) act(() => row.click())
  for (const said of [
    'K3F-7Q2AĐang dùng1.20424/11/202624/11/2026',
    'Xã Khánh Cường · Dẫn tới dichvucong.gov.vn · Dùng đến 31/12/2026',
    'Treo ở: Cổng chợ (từ 20/11/2026)',
    'Trước đây dẫn tới: vneid.gov.vn/ (đến',
    'Xã Khánh Cường · Dẫn tới Giếng cổ',
    'Trang mà mã dẫn tới đã thu lại',
    'AAAAA-BBBBB',
    'Báo cáo tháng 10/2026',
    '7 người đã vào đội bằng mã này',
    'Bạn bấm Sửa mã, điền lại nội dung và dán lại liên kết.',
    'Chỉ hiện 1.000 mã mới nhất.',
  ])
    expect(text()).toContain(said)
  const sheets = [...place.querySelectorAll('a')].map((one) => one.getAttribute('href'))
  expect(sheets).toContain('/api/codes/sheet.pdf?codes=K3F7Q2A&layout=plaque')
  expect(sheets).toContain('/api/codes/sheet.pdf?codes=K3F7Q2A%2C0000105&layout=labels')
  // What leads nowhere any more is not printed.
  expect(sheets.join()).not.toMatch(/000001A|1111111/)
})

it('is sorted by a tap on the head of a column, another one turns it round', async () => {
  show('?show=live')
  act(() => render(<Codes />, place))
  await vi.waitFor(() => expect(titles()).toHaveLength(2))
  const head = [...place.querySelectorAll<HTMLElement>('thead button')]
  const scans = head.find((one) => one.textContent === 'Lượt quét')
  act(() => scans?.click())
  expect(titles()).toEqual(['Bảng K3F7Q2A', 'Bảng 0000105'])
  act(() => scans?.click())
  expect(titles()).toEqual(['Bảng 0000105', 'Bảng K3F7Q2A'])
})

it.each([
  ['live', ['Bảng K3F7Q2A', 'Bảng 0000105']],
  ['unscanned', ['Bảng 0000105']],
  ['over', ['Bảng 000001A', 'Bảng 1111111']],
  ['poster', ['Đội Phổ Cường']],
  ['report', ['Báo cáo tháng 10/2026']],
])('shows those alone that are %s', async (which, expected) => {
  show(`?show=${which}`)
  act(() => render(<Codes />, place))
  await vi.waitFor(() => expect(titles()).toEqual(expected))
})

it('says what to do where there is none, and which field is empty', async () => {
  sent.body = { rows: [], hosts: ['.gov.vn'], targets: [] }
  act(() => render(<Codes />, place))
  await vi.waitFor(() => expect(text()).toContain('Chưa có mã nào.'))
  const add = [...place.querySelectorAll('button')].find((one) => one.textContent === 'Tạo mã mới')
  await act(async () => add?.click())
  expect(text()).toContain('mọi trang gov.vn')
  const needed = [...place.querySelectorAll('[aria-required=true]')].map(({ id }) => id)
  const labels = needed.map((id) => place.querySelector(`label[for="${id}"]`)?.textContent)
  expect(labels).toEqual(['Nội dung', 'Liên kết'])
  await act(async () => {
    place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  })
  const said = [...place.querySelectorAll('[role=alert]')].map((one) => one.textContent)
  expect(said).toEqual(['Bạn điền nội dung.', 'Bạn dán liên kết, bắt đầu bằng https://.'])
})
