// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { Speech } from './speech'

let arrive: (came: boolean) => void
vi.mock('../../actions/language', () => ({
  setLanguage: () => new Promise<boolean>((done) => (arrive = done)),
}))

let place: HTMLElement
const draw = () => act(() => render(<Speech />, place))
const chosen = () => place.querySelector<HTMLInputElement>('input:checked')?.value

beforeEach(async () => {
  await loadLaterWords()
  place = document.body.appendChild(document.createElement('div'))
  draw()
})
afterEach(() => {
  act(() => render(null, place))
  place.remove()
})

it('stands as it was tapped while the sentences are on their way, whatever is drawn meanwhile', async () => {
  act(() => place.querySelector<HTMLInputElement>('input[value=en]')?.click())
  draw()
  expect(chosen()).toBe('en')
})

it('goes back to what is spoken where they cannot be had', async () => {
  act(() => place.querySelector<HTMLInputElement>('input[value=en]')?.click())
  await act(async () => arrive(false))
  expect(chosen()).toBe('vi')
})
