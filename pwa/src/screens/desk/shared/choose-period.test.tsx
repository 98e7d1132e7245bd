// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { address, read } from '../../router'
import { ChoosePeriod } from './choose-period'
import { daysOf } from './period'

const TODAY = '2026-11-28'
let place: HTMLElement

const Shown = () => <ChoosePeriod days={daysOf(address.value.query, TODAY)} today={TODAY} />

beforeEach(async () => {
  addWords(vietnamese)
  await loadLaterWords()
  history.replaceState(null, '', '/desk?from=2026-11-01&to=2026-11-10')
  address.value = read()
  place = document.createElement('div')
  act(() => render(<Shown />, place))
})
afterEach(() => act(() => render(null, place)))

it('leaves the first day alone while the last one is typed, letter by letter', () => {
  const last = place.querySelectorAll<HTMLInputElement>('input[type=text]')[1] as HTMLInputElement
  last.value = ''
  for (const letter of '20/11/2026') {
    act(() => {
      last.value += letter
      last.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
  expect(last.value).toBe('20/11/2026')
  expect(location.search).toBe('?from=2026-11-01&to=2026-11-20')
})

it('takes the other end along, instead of turning the days round', () => {
  const [first, last] = place.querySelectorAll<HTMLInputElement>('input[type=text]')
  const type = (field: HTMLInputElement | undefined, day: string) =>
    act(() => {
      if (field) field.value = day
      field?.dispatchEvent(new Event('input', { bubbles: true }))
    })
  type(first, '15/11/2026')
  expect(location.search).toBe('?from=2026-11-15&to=2026-11-15')
  type(last, '20/11/2026')
  expect(location.search).toBe('?from=2026-11-15&to=2026-11-20')
  type(last, '03/11/2026')
  expect(location.search).toBe('?from=2026-11-03&to=2026-11-03')
  expect([first?.value, last?.value]).toEqual(['03/11/2026', '03/11/2026'])
})
