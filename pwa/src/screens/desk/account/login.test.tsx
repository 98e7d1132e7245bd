// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { go } from '../../router'
import { Login } from './login'

let place: HTMLElement
beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

it.each([
  ['/desk/login', false],
  ['/desk/login?next=%2Fdesk%2Fteams', true],
])('says at %s why one stands there: %s', async (path, says) => {
  act(() => go(path))
  act(() => render(<Login />, place))
  expect(place.textContent?.includes(t('login.next'))).toBe(says)
})
