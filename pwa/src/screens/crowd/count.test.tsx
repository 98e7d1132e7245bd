// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { joinedPhone } from '../../sync/test-phone'
import { CountPeople } from './count'

let place: HTMLElement

beforeAll(loadLaterWords)
beforeEach(async () => {
  await joinedPhone()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

it('brings what is unfolded below the tiles into view', async () => {
  const seen = vi.fn()
  Element.prototype.scrollIntoView = seen
  act(() => render(<CountPeople />, place))
  const fold = () => place.querySelector('details.more') as HTMLDetailsElement
  await vi.waitFor(() => expect(fold()).not.toBeNull())
  act(() => {
    fold().open = true
  })
  await vi.waitFor(() => expect(seen.mock.contexts).toEqual([fold()]))
})
