// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pathOf } from '../../api/paths'
import { useLive } from '../../queries'
import { teamPlan } from '../../queries/plan'
import { db } from '../../store/database'
import { joinedPhone, record, sync } from '../../sync/test-phone'
import { TEAM } from '../../sync/test-server'
import './beside' // what comes a moment later is there
import { PlanLines } from './plan-lines'

const DAY = '2026-11-24'
const team = TEAM.slice(5)
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }
const aim = { measure: 'people', of: '', label_vi: null, label_en: null, number: 5400, ...NOVEMBER }
const out = { id: '1', name: 'Ngày hội số', place: 'Chợ Đức Phổ', from: '2026-11-23', to: DAY }
let place: HTMLElement

/** What the server told last, and when. */
const told = async (body: object) => {
  const plan = { on: DAY, targets: [], activities: [], ...body }
  await db.desk.put({
    key: pathOf('/api/teams/{team_id}/plan', { team_id: team }),
    at: `${DAY}T02:00:00Z`,
    etag: null,
    body: plan,
  })
}
function Screen({ day }: { day: string }) {
  return <PlanLines plan={useLive(teamPlan(team))} team={team} day={day} />
}

const show = (day = DAY) => act(() => render(<Screen day={day} />, place))
const text = () => place.textContent

beforeEach(async () => {
  const { ports } = await joinedPhone()
  await sync(ports)
  place = document.createElement('div')
  document.body.replaceChildren(place)
})

afterEach(() => act(() => render(null, place)))

it('tells the target with its pace and the day of action, with no network, and counts what is saved', async () => {
  await told({ targets: [{ ...aim, before: 4363 }], activities: [out] })
  await record({ people: 7 })
  show()
  await vi.waitFor(() => expect(text()).toContain('Tháng này 4.370/5.400 người'))
  expect(text()).toContain('cần 148/ngày')
  expect(text()).toContain('Hôm nay: Ngày hội số · Chợ Đức Phổ')
  await record({ people: 3 })
  await vi.waitFor(() => expect(text()).toContain('Tháng này 4.373/5.400 người'))
})

it('tells only what is of the day, and that a target is reached', async () => {
  const year = { from: '2026-01-01', to: '2026-12-31' }
  await told({
    targets: [
      { ...aim, before: 1 },
      { ...aim, ...year, before: 5400 },
    ],
    activities: [out],
  })
  show('2026-12-01')
  await vi.waitFor(() => expect(text()).toContain('Năm nay 5.400/5.400 người'))
  expect(text()).toContain('đã đạt')
  expect(text()).not.toContain('Hôm nay')
})

it('lets nothing come up while somebody taps', async () => {
  await told({ activities: [out] })
  show()
  await vi.waitFor(() => expect(text()).toContain('Hôm nay'))
  await vi.waitFor(() => expect(teamPlan(team).value?.targets).toEqual([]))
  await vi.waitFor(() => expect(place.querySelectorAll('p')).toHaveLength(1))
  place.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  await told({ targets: [{ ...aim, before: 1 }], activities: [out, { ...out, id: '2' }] })
  await vi.waitFor(() => expect(teamPlan(team).value?.activities).toHaveLength(2))
  expect(place.querySelectorAll('p')).toHaveLength(1)
  act(() => render(null, place))
  show()
  await vi.waitFor(() => expect(place.querySelectorAll('p')).toHaveLength(3))
})

it('shows what comes to a phone that is only looked at, without its being opened anew', async () => {
  await told({ activities: [out] })
  show()
  await vi.waitFor(() => expect(text()).toContain('Hôm nay'))
  place.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  const later = performance.now() + 10_000
  vi.spyOn(performance, 'now').mockImplementation(() => later)
  await told({ activities: [out, { ...out, id: '2' }] })
  await vi.waitFor(() => expect(place.querySelectorAll('p')).toHaveLength(2))
  vi.restoreAllMocks()
})
