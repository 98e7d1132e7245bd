// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { saveDraft } from '../../actions/phone'
import { loadLaterWords } from '../../i18n'
import { crowdKey } from '../../queries'
import type { Row } from '../../rules/types'
import type { Crowd } from '../../store/crowd'
import { db } from '../../store/database'
import { noteMembers } from '../../store/newcomers'
import { putSetting } from '../../store/settings'
import { joinedPhone, LAN } from '../../sync/test-phone'
import { TEAM } from '../../sync/test-server'
import { go } from '../router'
import { Home } from './home'

const team = TEAM.slice(5)
let place: HTMLElement

/** Lan leads the team: somebody waits to be let in, and two came by a code. */
async function leads(): Promise<void> {
  const lead = { member: LAN, member_name: 'Lan', team, team_name: 'Phổ Cường', channel: TEAM }
  await putSetting('enrolments', [{ ...lead, role: 'lead', state: 'approved', phrase: null }])
  await putSetting('complete', true)
  const arrival = { device: 'd', member: 'm', name: 'Tú', team, at: '2026-11-24T09:00:00+07:00' }
  await putSetting('arrivals', [{ ...arrival, state: 'pending' }])
  await noteMembers(team, [])
  for (const name of ['Bình', 'Mai']) {
    const f = { member: name, name, role: 'volunteer', affiliation: 'DOAN', from: '2026-01-01' }
    const row = { id: name, kind: 'member', channel: TEAM, ver: 1, h: '', state: 'counted' }
    await db.base.put({ ...row, f: { ...f, to: null, by_code: true } } as unknown as Row)
  }
}

beforeAll(loadLaterWords)
beforeEach(async () => {
  await joinedPhone()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

const titles = () => [...place.querySelectorAll<HTMLElement>('.notice .title')]
const texts = () => titles().map((one) => one.textContent)

it('tells a lead of phones in a line each, which whoever looks has read', async () => {
  await leads()
  act(() => render(<Home />, place))
  const came = '2 bạn vừa vào đội · Xem'
  await vi.waitFor(() => expect(texts()).toEqual(['1 máy chờ duyệt · Xem', came]))
  expect(titles().map((one) => one.getAttribute('href'))).toEqual(['/team/phones', '/team/phones'])
  act(() => titles()[1]?.click())
  await vi.waitFor(() => expect(texts()).toEqual(['1 máy chờ duyệt · Xem']))
})

it('shows a crowd that is being counted before all that is told', async () => {
  await leads()
  const crowd: Partial<Crowd> = { counts: { DD01: 3 }, again: 0, at: Date.now() }
  await saveDraft(crowdKey(`${LAN}/${team}`), crowd)
  act(() => render(<Home />, place))
  await vi.waitFor(() => expect(titles()).toHaveLength(3))
  expect(texts()[0]).toBe('Đang đếm: 3 người')
})

it('brings what was searched for into view', async () => {
  const seen = vi.fn()
  Element.prototype.scrollIntoView = seen
  act(() => render(<Home />, place))
  await vi.waitFor(() => expect(place.querySelector('.find input')).not.toBeNull())
  const field = place.querySelector('.find input') as HTMLInputElement
  field.value = 'định danh'
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })))
  await vi.waitFor(() => expect(seen.mock.contexts).toEqual([place.querySelector('.find')]))
})

it('still has what was searched for on the way back from a guide', async () => {
  globalThis.scrollTo = () => undefined
  const field = () => vi.waitUntil(() => place.querySelector<HTMLInputElement>('.find input'))
  act(() => render(<Home />, place))
  const typed = await field()
  typed.value = 'định danh'
  act(() => void typed.dispatchEvent(new Event('input', { bubbles: true })))
  act(() => render(null, place))
  go('/guides')
  const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
  history.back()
  await back
  act(() => render(<Home />, place))
  expect((await field()).value).toBe('định danh')
})
