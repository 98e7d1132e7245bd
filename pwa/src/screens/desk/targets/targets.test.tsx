// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import * as actions from '../../../actions/desk/targets'
import * as snackbar from '../../../components/snackbar'
import { addWords, loadLaterWords, t } from '../../../i18n'
import type { Goal } from '../shared/target-types'
import { GoalActions } from './targets'

const place = document.createElement('div')
const goal = {
  set_here: { id: 'target' },
  may_change: true,
  measure: 'people',
  of: '',
  label_vi: null,
  label_en: null,
} as unknown as Goal

beforeAll(async () => {
  addWords(vietnamese)
  await loadLaterWords()
})
afterEach(() => act(() => render(null, place)))

const draw = (one: Goal, sharesAmong: 'units' | 'teams' | null = 'units') => {
  const props = { goal: one, on: '2026-11-29', place: { unit: 'cluster' }, sharesAmong }
  act(() => render(<GoalActions {...props} />, place))
}
const button = (text: string) =>
  [...place.querySelectorAll('button')].filter((one) => one.textContent === text).at(-1)
const tap = (text: string) => act(async () => button(text)?.click())

const part = { unit: 'a', name: 'Trà Câu', kind: 'xa', number: null, becomes: 1200 }
const looksAt = (...parts: actions.Part[]) =>
  vi.spyOn(actions, 'partsOf').mockReset().mockResolvedValue({ ok: true, parts })

it('shows each part before it is assigned, and tells that they stay when it is taken back', async () => {
  looksAt(part)
  const sharing = vi.spyOn(actions, 'shareOut').mockResolvedValue({ ok: true, parts: 1 })
  draw(goal)
  await tap(t('form.more'))
  await tap(t('targets.share_out'))
  expect(sharing).not.toHaveBeenCalled()
  expect(place.textContent).toContain('Xã Trà Câu: 1.200')
  expect(place.textContent).toContain(t('targets.share_out.ask.why'))
  await tap(t('targets.share_out.yes'))
  expect(sharing).toHaveBeenCalledExactlyOnceWith('target', [part])
  await tap(t('form.more'))
  await tap(t('targets.withdraw'))
  expect(place.textContent).toContain(t('targets.withdraw.why'))
})

it('tells at once that what was set from above is not shared out', async () => {
  const refused = { ok: false, problem: 'target_above' } as const
  vi.spyOn(actions, 'partsOf').mockReset().mockResolvedValue(refused)
  const told = vi.spyOn(snackbar, 'showSnackbar')
  draw({ ...goal, may_change: false })
  expect(place.textContent).toContain(t('targets.above'))
  expect(button(t('form.open'))).toBeUndefined()
  await tap(t('targets.share_out'))
  expect(told).toHaveBeenCalledExactlyOnceWith(t('targets.share_out.above'))
})

it('shares out among teams, and shows it anew where one has another number since', async () => {
  const team = { team: 'b', name: 'Đội Bàu', number: 7, becomes: 7 }
  const looking = looksAt(team)
  const refused = { ok: false, problem: 'parts_there' } as const
  const sharing = vi.spyOn(actions, 'shareOut').mockReset().mockResolvedValueOnce(refused)
  sharing.mockResolvedValueOnce({ ok: true, parts: 1 })
  draw({ ...goal, may_change: false }, 'teams')
  await tap(t('targets.share_out.teams'))
  expect(place.textContent).toContain(t('targets.share_out.parts.teams'))
  const changed = { ...team, number: 5 }
  looking.mockResolvedValueOnce({ ok: true, parts: [changed] })
  await tap(t('targets.share_out.yes'))
  await vi.waitFor(() => expect(place.textContent).toContain('Đội Bàu: 7 (đang là 5)'))
  await tap(t('targets.share_out.replace'))
  expect(sharing.mock.lastCall).toEqual(['target', [changed]])
})

it('offers to share out only to who looks after the unit', () => {
  draw({ ...goal, may_change: false }, null)
  expect(place.textContent).toBe(t('targets.above'))
})
