// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { ActivityForm } from './activity-form'

vi.mock('../../../api/desk', () => ({
  readDesk: async () => ({ status: 200, body: { rows: [] }, etag: null, retryAfter: null }),
}))

it('marks each field that is empty, says why there alone, and leads to the first', async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  const place = document.createElement('div')
  document.body.append(place)
  act(() => render(<ActivityForm unit="u" shown="" form="f" onClose={() => undefined} />, place))
  await act(async () => {
    place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  })
  const said = [...place.querySelectorAll('[role=alert]')].map((one) => one.textContent)
  expect(said).toEqual(['Bạn điền tên hoạt động.', 'Bạn điền địa điểm.'])
  expect(document.activeElement).toBe(place.querySelector('input'))
  act(() => render(null, place))
  place.remove()
})
