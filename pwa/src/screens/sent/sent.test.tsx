// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { saveCarried } from '../../store/relay'
import { putSetting } from '../../store/settings'
import { joinedPhone, newId, parcelOf, record } from '../../sync/test-phone'
import { Sent } from './sent'

let place: HTMLElement

beforeAll(loadLaterWords)
beforeEach(async () => {
  await joinedPhone()
  place = document.createElement('div')
  document.body.replaceChildren(place)
  act(() => render(<Sent />, place))
})
afterEach(() => act(() => render(null, place)))

it('shows what is kept for teammates above the lists, and what was delivered of it below', async () => {
  await saveCarried([parcelOf('Minh'), parcelOf('Tú', 'received')])
  await vi.waitFor(() => expect(place.textContent).toContain('1 buổi của Tú'))
  const said = place.textContent ?? ''
  const lists = said.indexOf('Xem những buổi')
  expect(said.indexOf('1 buổi của Minh')).toBeLessThan(lists)
  expect(said.indexOf('1 buổi của Tú')).toBeGreaterThan(lists)
})

it('tells a person whom no team has approved how much of others’ is on the phone', async () => {
  await record()
  await putSetting('person', { member: newId(), team: newId() })
  await vi.waitFor(() => expect(place.textContent).toContain('còn giữ 1 buổi của người khác'))
})
