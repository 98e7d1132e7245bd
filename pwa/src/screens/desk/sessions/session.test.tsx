// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import { forgetAnswers } from '../../../queries'
import { freshStore } from '../../../sync/test-phone'
import { DeskSession } from './session'

const session = {
  id: 's',
  day: '2026-11-20',
  start: '09:10',
  end: null,
  team: { id: 't', name: 'Phổ Cường' },
  author: { id: 'l', name: 'Lan' },
  people: 1,
  repeats: true,
  services: [{ code: 'DD01', people: 1, outcome: 'HEN', reasons: ['MAY1'] }],
  place_kind: 'NVH',
  place_name: null,
  age_band: 'KHONGHOI',
  note: null,
  status: 'live',
  state: 'counted',
  received_at: '2026-11-20T02:10:00Z',
  place: null,
  due: '2026-11-30',
  companions: [],
  history: [],
  next: null,
}
const { sent } = vi.hoisted(() => ({ sent: [] as unknown[] }))

vi.mock('../../lead/signed-in', async (all) => ({
  ...(await all<object>()),
  useSignedIn: () => ({ id: 'son', role: 'coordinator', unit: null }),
}))
vi.mock('../../../api/desk', () => {
  const good = (body: unknown) => ({ status: 200, body, etag: null, retryAfter: null })
  return {
    readDesk: async (path: string) => good(path === '/api/help-sessions/s' ? session : {}),
    writeDesk: async (_method: string, _path: string, body: unknown) => {
      sent.push(body)
      return good({})
    },
  }
})

let place: HTMLElement

beforeEach(async () => {
  await freshStore()
  forgetAnswers() // else the page begins with the answer of the test before, and again with this one's
  addWords(vietnamese)
  await loadLaterWords()
  sent.length = 0
  place = document.createElement('div')
  act(() => render(<DeskSession params={{ id: 's' }} />, place))
})
afterEach(() => act(() => render(null, place)))

it('says for which day somebody was asked back, and that they are counted before', async () => {
  await vi.waitFor(() => expect(place.textContent).toContain('Hẹn lại ngày30/11/2026'))
  expect(place.textContent).toContain('1 người (đã tính ở buổi trước)')
})

it('corrects a session with the day for which somebody was asked back', async () => {
  const button = () =>
    [...place.querySelectorAll('button')].find((one) => one.textContent === t('record.correct'))
  await vi.waitFor(() => expect(button()).toBeDefined())
  act(() => button()?.click())
  const day = () => place.querySelector<HTMLInputElement>('input[type=date][min="2026-11-20"]')
  await vi.waitFor(() => expect(day()?.value).toBe('2026-11-30'))
})
