// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { saveHelpSession } from '../../actions/save-session'
import { loadLaterWords, t } from '../../i18n'
import { db } from '../../store/database'
import { freshStore } from '../../sync/test-phone'
import { StatusCards } from './status-cards'

vi.mock('../../actions/after-save', () => ({ afterSave: () => undefined }))

const DAY = 86_400_000
let place: HTMLElement

const Screen = () => <StatusCards renewable={false} />

beforeAll(loadLaterWords)
beforeEach(async () => {
  await freshStore()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

async function logged(ago: number): Promise<void> {
  const services = [{ code: 'DD01', people: 1, outcome: 'XONG' }]
  await saveHelpSession({ people: 1, placeKind: 'NVH', services })
  await db.outbox.toCollection().modify({ at: new Date(Date.now() - ago).toISOString() })
  act(() => render(<Screen />, place))
}

it('says nothing of what has waited for hours', async () => {
  await logged(DAY - 60_000)
  await vi.waitFor(async () => expect(await db.outbox.count()).toBe(1))
  expect(place.textContent).toBe('')
})

it('says after a day that something waits', async () => {
  await logged(DAY + 60_000)
  await vi.waitFor(() => expect(place.querySelector('.card.look')).not.toBeNull())
  expect(place.querySelector('[role=alert]')).toBeNull()
})

it('is louder after three days, and offers to send and to keep a file', async () => {
  await logged(3 * DAY + 60_000)
  await vi.waitFor(() => expect(place.querySelector('[role=alert]')).not.toBeNull())
  expect(place.querySelector('h2')?.textContent).toBe(
    t('home.very_old', { what: '1 buổi', days: 3 }),
  )
  expect(place.querySelector('a')?.getAttribute('href')).toBe('/sent')
  expect(place.querySelector('button')?.textContent).toBe(t('sent.export'))
})
