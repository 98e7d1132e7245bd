// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { language, loadLaterWords, t } from '../../i18n'
import type { Row } from '../../rules/types'
import { db } from '../../store/database'
import { putSetting } from '../../store/settings'
import { joinedPhone, LAN } from '../../sync/test-phone'
import { DEVICE, TEAM } from '../../sync/test-server'
import { isDrawn } from '../early'
import { Frame } from '../frame'
import { OwnTeam } from './team'

const team = TEAM.slice(5)
const at = '2026-11-24T02:00:00Z'
let place: HTMLElement

beforeEach(async () => {
  await loadLaterWords()
  language.value = 'vi'
  isDrawn.value = true
  await joinedPhone()
  const ha = { member: LAN, member_name: 'Hà', team, team_name: 'Phổ Cường', phrase: null }
  const enrolments = [{ ...ha, role: 'lead', state: 'approved', channel: TEAM }]
  const row = { id: DEVICE, kind: 'device', channel: `device:${DEVICE}`, ver: 1, h: '' }
  await db.base.put({ ...row, f: { enrolments, state: 'approved' } } as unknown as Row)
  const minh = { device: 'minh', member: 'minh', name: 'Minh', team, state: 'pending' as const, at }
  await putSetting('arrivals', [minh])
  await putSetting('reviews', { [team]: 2 })
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

it('tells a lead how much waits in one number, and of what it is made up', async () => {
  await act(async () =>
    render(
      <Frame kind="phone" desk={null}>
        <OwnTeam />
      </Frame>,
      place,
    ),
  )
  const text = (of: string) => place.querySelector(of)?.textContent
  await vi.waitFor(async () => {
    await act(async () => undefined)
    expect(text('nav a[href="/team"] .unseen')).toBe(t('tab.own_team.n', { n: 3 }))
  })
  // Nothing comes above the list: it would move the list under the lead's thumb.
  expect(place.querySelector('main a')?.textContent).toMatch(/^Máy của đội/)
  expect(text('a.line[href="/team/phones"] .tag.attention')).toBe('1')
  expect(text('a.line[href="/team/attention"] .tag.attention')).toBe('2')
})
