// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { address, read } from '../../router'
import { PlaceFilter } from './place-filter'

const team = (id: string) => ({ id, name: `Đội ${id}` })
const unit = (id: string) => ({ id, name: id, kind: 'xa', parent: null, valid_to: null })
vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => {
    const rows = path === '/api/units' ? [unit('A'), unit('B')] : [team(path.slice(-1))]
    return { status: 200, body: { rows }, etag: null, retryAfter: null }
  },
}))

it('offers the teams of the unit that was chosen, and one team at a time', async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  const place = document.createElement('div')
  const Place = () => {
    const { query } = address.value
    const team = query.get('team') ?? undefined
    return <PlaceFilter unit={query.get('unit') ?? 'A'} team={team} name={undefined} />
  }
  const choose = async (which: number, value: string) => {
    const box = () => place.querySelectorAll('select')[which] as HTMLSelectElement
    await vi.waitFor(() => expect([...box().options].map((one) => one.value)).toContain(value))
    box().value = value
    act(() => void box().dispatchEvent(new Event('change', { bubbles: true })))
  }
  history.replaceState(null, '', '/desk/sessions?pages=3&member=m')
  address.value = read()
  act(() => render(<Place />, place))
  await choose(1, 'A')
  expect(location.search).toBe('?team=A')
  await choose(0, 'B')
  expect(location.search).toBe('?unit=B')
  await choose(1, 'B')
  expect(location.search).toBe('?unit=B&team=B')
  act(() => render(null, place))
})
