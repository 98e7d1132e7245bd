// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import type { TallyRow } from '../../lead/api-types'
import { shadeOf, UnitMap } from './unit-map'

beforeAll(async () => {
  addWords(vietnamese)
  await loadLaterWords()
})

const row = (label: string, people: number, planned: number | null, kind = 'xa'): TallyRow => ({
  key: label,
  label,
  kind,
  totals: { sessions: 1, people, turns: people, volunteer_turns: null },
  plan:
    planned === null ? null : { people: planned, turns: null, volunteers: null, sessions: null },
})

const days = { period: 'today', from: '2026-11-28', to: '2026-11-28' } as const

let place: HTMLElement

beforeEach(() => {
  place = document.createElement('div')
})

const show = (rows: TallyRow[]) =>
  act(() => render(<UnitMap rows={rows} by="unit" days={days} unit="u" />, place))
const tiles = () =>
  [...place.querySelectorAll('.map-tiles a')].map((tile) => [
    ...[...tile.children].map((part) => part.textContent),
    tile.className,
  ])

it('has a tile for each unit, by name, shaded by its share of the plan, which it says in words', async () => {
  await show([
    row('Trà Câu', 36, 36, 'phuong'),
    row('Đức Phổ', 27, 36, 'phuong'),
    row('Khánh Cường', 5, 36),
    row('Ba Tơ', 5, null),
  ])
  expect(tiles()).toEqual([
    ['Xã Ba Tơ', t('desk.map.no_plan'), 'shade-none'],
    ['Phường Đức Phổ', '75%', 'shade-75'],
    ['Xã Khánh Cường', '13,9%', 'shade-0'],
    ['Phường Trà Câu', '100%', 'shade-100'],
  ])
  expect(place.querySelector('.map-tiles a')?.getAttribute('href')).toBe(
    '/desk?unit=Ba+T%C6%A1&by=team',
  )
})

it('what falls short of the plan never has the shade of what reached it', () => {
  expect([99.9, 100, 375, 0, null].map(shadeOf)).toEqual(['75', '100', '100', '0', 'none'])
})

it('says nothing of a single unit, and where nothing is planned', async () => {
  await show([row('Trà Câu', 36, 36)])
  expect(place.innerHTML).toBe('')
  await show([row('Trà Câu', 36, null), row('Đức Phổ', 3, null)])
  expect(place.innerHTML).toBe('')
})

it('leaves out the teams right below the unit itself: they are no place of their own', async () => {
  await show([row('Trà Câu', 36, 36), row('Đức Phổ', 3, 36), row('u', 3, null, 'own')])
  expect(tiles()).toHaveLength(2)
})
