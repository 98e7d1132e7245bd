// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { ActivityForm } from './activity-form'

const rows: { id: string; name: string; devices: number }[] = []

vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => {
    const body = { rows: path.includes('teams') ? rows : [] }
    return { status: 200, body, etag: null, retryAfter: null }
  },
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

it('names teams without a phone, and lets the last day follow the first', async () => {
  await freshStore()
  rows.push({ id: 'a', name: 'Đội A', devices: 2 }, { id: 'b', name: 'Đội B', devices: 0 })
  const place = document.createElement('div')
  document.body.append(place)
  act(() => render(<ActivityForm unit="u" shown="" form="f" onClose={() => undefined} />, place))
  await vi.waitFor(() => expect(place.querySelectorAll('[type=checkbox]').length).toBe(2))
  for (const box of place.querySelectorAll<HTMLInputElement>('[type=checkbox]'))
    await act(async () => box.click())
  expect(place.querySelector('[role=status]')?.textContent).toBe(
    'Đến 2 máy của 1 đội. 1 đội chưa có máy: Đội B.',
  )
  const [from, to] = place.querySelectorAll<HTMLInputElement>('.day-line input')
  await act(async () => {
    if (from) from.value = '05/03/2027'
    from?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  expect(to?.value).toBe('05/03/2027')
  act(() => render(null, place))
  place.remove()
})
