// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../i18n'
import { freshStore } from '../../sync/test-phone'
import { More } from './more'

const account = vi.hoisted(() => ({ role: '' }))
vi.mock('../lead/signed-in', async (all) => ({
  ...(await all<object>()),
  useSignedIn: () => account,
}))

it.each([
  [
    'coordinator',
    [
      '/desk/sessions',
      '/desk/targets',
      '/desk/indicators',
      '/desk/activities',
      '/desk/codes',
      '/desk/sites',
      '/desk/certify',
    ],
  ],
  ['administrator', []],
])('leads a %s to what is of a unit: %s', async (role, expected) => {
  account.role = role
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  const place = document.createElement('div')
  act(() => render(<More />, place))
  const links = [...place.querySelectorAll('a.line')].map((link) => link.getAttribute('href') ?? '')
  expect(
    links.filter((link) => /sessions|certify|targets|indicators|activities|codes|sites/.test(link)),
  ).toEqual(expected)
  expect(links).toContain('/desk/report')
  act(() => render(null, place))
})
