// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import type { TallyRow } from '../../lead/api-types'
import { Trend } from './trend'

beforeAll(async () => {
  addWords(vietnamese)
  await loadLaterWords()
})

/** 28 days of November, the nth with n people where 10 were planned. */
const rows: TallyRow[] = Array.from({ length: 28 }, (_, n) => {
  const key = `2026-11-${String(n + 1).padStart(2, '0')}`
  const totals = { sessions: 1, people: n + 1, turns: n + 1, volunteer_turns: null }
  const plan = { people: 10, turns: null, volunteers: null, sessions: null }
  return { key, label: key, kind: 'day', totals, plan }
})

let place: HTMLElement

beforeEach(async () => {
  place = document.createElement('div')
  document.body.replaceChildren(place)
  await act(() => render(<Trend rows={rows} />, place))
})

const told = () => place.querySelector('.day')?.textContent
const slider = () => place.querySelector('input[type=range]') as HTMLInputElement

it('tells of the newest day at first, and to who hears the page, too', () => {
  const newest = 'Thứ Bảy, 28/11/2026: 28 người, kế hoạch 10 · cộng dồn 406, kế hoạch 280.'
  expect(told()).toBe(newest)
  expect(slider().getAttribute('aria-valuetext')).toBe(newest)
})

it('tells of another day for the keys and for a finger on the picture', async () => {
  await act(() => {
    slider().value = '1'
    slider().dispatchEvent(new Event('input', { bubbles: true }))
  })
  expect(told()).toBe('Thứ Hai, 02/11/2026: 2 người, kế hoạch 10 · cộng dồn 3, kế hoạch 20.')
  const picture = place.querySelector('.chart svg') as SVGSVGElement
  picture.getBoundingClientRect = () => ({ left: 100, width: 280 }) as DOMRect
  await act(() => {
    picture.dispatchEvent(new MouseEvent('pointerdown', { clientX: 125, bubbles: true }))
  })
  expect(told()).toContain('03/11/2026: 3 người')
  expect(slider().value).toBe('2')
})

it('both pictures have an axis of values of their own and name first and newest day', () => {
  const axes = [...place.querySelectorAll('.chart')].map((chart) =>
    ['.values', '.axis'].map((part) =>
      [...chart.querySelectorAll(`${part} li`)].map((one) => one.textContent),
    ),
  )
  const days = ['01/11', '08/11', '15/11', '21/11', '28/11']
  expect(axes).toEqual([
    [['30', '20', '10', '0'], days],
    [['600', '400', '200', '0'], days],
  ])
})
