// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { saveHelpSession } from '../../actions/help-session'
import { freshStore } from '../../sync/test-phone'
import { loadLaterWords, t } from '../../words'
import { LogSheet } from './sheet'

vi.mock('../../actions/saved', () => ({ afterSave: () => undefined }))

let place: HTMLElement

beforeAll(async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined
  await loadLaterWords()
})
beforeEach(async () => {
  await freshStore()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

const open = async () => {
  act(() => render(null, place))
  act(() => render(<LogSheet service="DD01" onClose={() => undefined} />, place))
  await vi.waitFor(() => expect(place.querySelector('.stepper')).not.toBeNull())
}
const log = async (day?: string) => {
  const services = [{ code: 'DD01', people: 1, outcome: 'XONG' }]
  await saveHelpSession({ people: 1, placeKind: 'NVH', services, ...(day ? { day } : {}) })
}

it("says what one may and may not do before the day's first session, and only then", async () => {
  await log('2026-01-05')
  await open()
  await vi.waitFor(() => expect(place.textContent).toContain(t('rules.not.1')))
  expect(place.querySelectorAll('.rule')).toHaveLength(6)
  await log()
  expect(place.querySelectorAll('.rule')).toHaveLength(6) // not taken away while it is read
  await open()
  await vi.waitFor(() => expect(place.querySelectorAll('.rule')).toHaveLength(0))
})
