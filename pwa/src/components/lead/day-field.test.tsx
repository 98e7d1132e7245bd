// @vitest-environment jsdom

import lead from 'virtual:words/lead'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { addWords, t } from '../../i18n'
import { DayField } from './day-field'

let place: HTMLElement
let said: string[]

const draw = (props: { value: string; min?: string; max?: string }) =>
  act(() =>
    render(<DayField label="Từ ngày" {...props} onInput={(day) => said.push(day)} />, place),
  )
const input = () => place.querySelector('input') as HTMLInputElement
const button = (name: string) =>
  place.querySelector(`button[aria-label="${name}"]`) as HTMLButtonElement
const type = (text: string) =>
  act(() => {
    input().value = text
    input().dispatchEvent(new Event('input', { bubbles: true }))
  })
const leave = () => act(() => void input().dispatchEvent(new Event('blur')))

beforeEach(() => {
  addWords(lead)
  said = []
  place = document.createElement('div')
  document.body.append(place)
})
afterEach(() => {
  act(() => render(null, place))
  place.remove()
})

it('shows the day first whatever the browser speaks, and is no box of the browser', () => {
  draw({ value: '2026-11-05' })
  expect(input().value).toBe('05/11/2026')
  expect(place.querySelector('[type="date"]')).toBeNull()
})

it('hands over a day as soon as it is whole, and nothing before', () => {
  draw({ value: '' })
  type('5/11/20')
  type('5/11/202')
  type('5/11/2026')
  expect(said).toEqual(['', '', '2026-11-05'])
  leave()
  expect(input().value).toBe('05/11/2026')
  expect(said).toHaveLength(3)
})

it('takes a year of two digits once the field is left', () => {
  draw({ value: '' })
  type('5-11-26')
  expect(said).toEqual([''])
  leave()
  expect(said).toEqual(['', '2026-11-05'])
  expect(input().value).toBe('05/11/2026')
})

it('says how a day is written once what stands there is none', () => {
  draw({ value: '' })
  type('11/28/2026')
  expect(place.textContent).not.toContain(t('form.day.unread'))
  leave()
  expect(place.textContent).toContain(t('form.day.unread'))
  expect(input().getAttribute('aria-invalid')).toBe('true')
})

it('says which day is the last that may be chosen', () => {
  draw({ value: '2026-11-30', max: '2026-11-28' })
  expect(place.textContent).toContain(t('form.day.most', { day: '28/11/2026' }))
})

it('keeps what is being typed, and follows a day that comes from outside', () => {
  draw({ value: '2026-11-05' })
  type('6/11')
  draw({ value: '2026-11-05' })
  expect(input().value).toBe('6/11')
  draw({ value: '2026-12-01' })
  expect(input().value).toBe('01/12/2026')
})

it('opens a month of weeks from Monday on, of which a day is chosen', () => {
  draw({ value: '2026-11-05', max: '2026-11-28' })
  act(() => button(t('form.day.open', { label: 'Từ ngày' })).click())
  const cells = [...place.querySelectorAll('.month-days > *')].slice(7)
  // 1 November 2026 is a Sunday: six empty places stand before it.
  expect(cells.slice(0, 7).map((cell) => cell.textContent)).toEqual([...Array(6).fill(''), '1'])
  expect(button('05/11/2026').getAttribute('aria-pressed')).toBe('true')
  expect(button('29/11/2026').disabled).toBe(true)
  act(() => button(t('form.day.before')).click())
  act(() => button('31/10/2026').click())
  expect(said).toEqual(['2026-10-31'])
  expect(input().value).toBe('31/10/2026')
  expect(place.querySelector('.month')).toBeNull()
})
