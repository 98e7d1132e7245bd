// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { type ComponentChild, render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { inVietnam, shiftDay } from '../../../i18n/dates'
import { freshStore } from '../../../sync/test-phone'
import { address } from '../../router'
import { Activities } from './activities'
import { ActivityPage } from './activity'
import { ActivityForm } from './activity-form'

const TODAY = inVietnam(Date.now()).day
const team = (id: string, unit: string, devices: number) => ({
  id,
  name: `Đội ${id}`,
  unit: { id: unit, name: unit, kind: 'xa' },
  devices,
})
const TEAMS = [team('1', 'Khánh Cường', 2), team('2', 'Khánh Cường', 3), team('3', 'Phổ Cường', 0)]
const ACTIVITY = {
  id: 'a',
  unit: 'u',
  unit_name: 'Cụm Đức Phổ',
  name: 'Đại hội',
  kind: 'dai_hoi',
  link: null,
  from: '2026-11-28',
  to: '2026-11-29',
  place: 'Hội trường',
  partners: null,
  teams: TEAMS,
  code: null,
  totals: null,
  version: 1,
  slots: [{ id: 1, name: null, day: '2026-11-28', start: '07:30', end: null, place: null }],
  agenda: [{ slot: 1, start: '07:30', minutes: 30, title: 'Đón tiếp', by: null }],
}

const sent = vi.hoisted(() => ({
  asked: [] as string[],
  bodies: [] as unknown[],
  saved: {} as object,
}))
vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => {
    sent.asked.push(path)
    const rows = path.startsWith('/api/teams') ? TEAMS : []
    const body = path.endsWith('/programme') ? ACTIVITY : { rows }
    return { status: 200, body, etag: null, retryAfter: null }
  },
  writeDesk: async (_method: string, _path: string, body: unknown) => {
    sent.bodies.push(body)
    return { status: 201, body: sent.saved, etag: null, retryAfter: null }
  },
}))
vi.mock('../../lead/signed-in', async (all) => ({
  ...(await all<object>()),
  useSignedIn: () => ({ role: 'coordinator', unit: { id: 'u', name: 'Đức Phổ', kind: 'cum' } }),
}))

let place: HTMLElement
beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined // jsdom has none
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  sent.bodies = []
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

const show = (screen: ComponentChild) => act(() => render(screen, place))
const text = () => place.textContent ?? ''
const tap = (label: string) =>
  act(async () => {
    const buttons = [...place.querySelectorAll('button')]
    buttons.find((one) => one.textContent === label)?.click()
  })
const labelled = (label: string) =>
  [...place.querySelectorAll('label')].find((one) => one.textContent === label)
    ?.control as HTMLInputElement
const type = (label: string, value: string) =>
  act(async () => {
    const field = labelled(label)
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })

it('shows when and where an activity is, who takes part, and when each line of it ends', async () => {
  show(<ActivityPage params={{ id: 'a' }} />)
  await vi.waitFor(() => expect(text()).toContain('07:30–08:00 · Đón tiếp'))
  for (const said of ['28/11/2026', '29/11/2026', 'Hội trường', 'Đội 1, Đội 2', 'Tạo mã QR để in'])
    expect(text()).toContain(said)
})

it('chooses the teams of a commune with one tap, and counts the phones of those chosen', async () => {
  show(<ActivityForm unit="u" shown="" form="f" onClose={() => undefined} />)
  await vi.waitFor(() => expect(text()).toContain('Xã Khánh Cường (0/2 đội)'))
  await tap('Chọn tất cả')
  expect(text()).toContain('Xã Khánh Cường (2/2 đội)')
  expect(text()).toContain('Đến 5 máy của 2 đội.')
})

it('asks before it saves what reaches no phone, and then shows it though it was long ago', async () => {
  show(<Activities />)
  const asked = `/api/activities?from=${TODAY}&to=${shiftDay(TODAY, 366)}`
  await vi.waitFor(() => expect(sent.asked).toContain(asked))
  await tap('Thêm hoạt động')
  await vi.waitFor(() => expect(text()).toContain('Xã Phổ Cường (0/1 đội)'))
  await type('Tên hoạt động', 'Ra quân')
  await type('Địa điểm', 'Chợ')
  await act(async () => labelled('Đội 3').click())
  sent.saved = { ...ACTIVITY, from: '2025-01-05', to: '2025-01-05' }
  await tap('Lưu')
  expect(text()).toContain('Chưa máy nào nhận được hoạt động này.')
  expect(sent.bodies).toHaveLength(0)
  await tap('Vẫn lưu')
  await vi.waitFor(() => expect(address.value.query.get('from')).toBe('2025-01-05'))
  expect(sent.bodies).toHaveLength(1)
})
