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

it('asks before a target is shared out, and tells that the parts stay when it is taken back', async () => {
  const sharing = vi.spyOn(actions, 'shareOut').mockResolvedValue({ ok: true, parts: 5 })
  draw(goal)
  await tap(t('form.open'))
  await tap(t('targets.share_out'))
  expect(sharing).not.toHaveBeenCalled()
  expect(place.textContent).toContain(t('targets.share_out.ask.why'))
  await tap(t('targets.share_out'))
  expect(sharing).toHaveBeenCalledExactlyOnceWith('target', [])
  await tap(t('form.open'))
  await tap(t('targets.withdraw'))
  expect(place.textContent).toContain(t('targets.withdraw.why'))
})

it('shares out what was set from above, and leaves it as it is', async () => {
  const refused = { ok: false, problem: 'target_above' } as const
  const sharing = vi.spyOn(actions, 'shareOut').mockResolvedValue(refused)
  sharing.mockClear()
  const told = vi.spyOn(snackbar, 'showSnackbar')
  draw({ ...goal, may_change: false })
  expect(place.textContent).toContain(t('targets.above'))
  expect(button(t('form.open'))).toBeUndefined()
  await tap(t('targets.share_out'))
  await tap(t('targets.share_out'))
  expect(sharing).toHaveBeenCalledExactlyOnceWith('target', [])
  expect(told).toHaveBeenCalledExactlyOnceWith(t('targets.share_out.above'))
})

it('shares out among teams, and asks anew with the number that one of them has', async () => {
  const part = { team: 'b', name: 'Đội Bàu', number: 5, becomes: 7 }
  const refused = { ok: false, problem: 'parts_there', details: { parts: [part] } } as const
  const sharing = vi
    .spyOn(actions, 'shareOut')
    .mockReset()
    .mockResolvedValueOnce(refused as never)
  sharing.mockResolvedValueOnce({ ok: true, parts: 1 })
  draw({ ...goal, may_change: false }, 'teams')
  await tap(t('targets.share_out.teams'))
  expect(place.textContent).toContain(t('targets.share_out.parts.teams'))
  await tap(t('targets.share_out.teams'))
  expect(place.textContent).toContain('Đội Bàu: đang là 5, chia ra 7')
  await tap(t('targets.share_out.yes'))
  expect(sharing.mock.lastCall).toEqual(['target', [part]])
})

it('offers to share out only to who looks after the unit', () => {
  draw({ ...goal, may_change: false }, null)
  expect(place.textContent).toBe(t('targets.above'))
})
