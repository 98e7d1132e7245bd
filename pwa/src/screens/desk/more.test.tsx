// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import { addWords, loadLaterWords } from '../../i18n'
import { freshStore } from '../../sync/test-phone'
import { More } from './more'

it('leads to the sessions and to certificates too', async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  const place = document.createElement('div')
  act(() => render(<More />, place))
  const links = [...place.querySelectorAll('a.line')].map((link) => link.getAttribute('href'))
  expect(links).toEqual(expect.arrayContaining(['/desk/sessions', '/desk/certify']))
  expect(place.textContent).toContain('Tìm, lọc, tải từng buổi')
  act(() => render(null, place))
})
