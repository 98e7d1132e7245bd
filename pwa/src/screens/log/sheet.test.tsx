// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { addPlace } from '../../actions/places'
import { saveHelpSession } from '../../actions/save-session'
import { loadLaterWords, t } from '../../i18n'
import { db } from '../../store/database'
import { getDraft } from '../../store/drafts'
import { freshStore, joinedPhone, LAN } from '../../sync/test-phone'
import { TEAM } from '../../sync/test-server'
import { CARD, keyFor } from './holder'
import { LogSheet } from './sheet'

vi.mock('../../actions/after-save', () => ({ afterSave: () => undefined }))

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

const NAME = 'Chợ Trà Câu'
const KEY = keyFor(CARD, `${LAN}/${TEAM.slice('team:'.length)}`)
const button = (text: string) =>
  [...document.querySelectorAll('button')].find(
    (one) => one.textContent === text || one.getAttribute('aria-label') === text,
  ) as HTMLButtonElement
const sent = (kind: string) => db.outbox.filter((one) => one.kind === kind).toArray()

/** Lan's card, with a place typed that is not on the list yet. */
async function openWithPlace(): Promise<void> {
  await joinedPhone()
  await open()
  const list = [...place.querySelectorAll('select')].find((one) =>
    one.textContent?.includes(t('log.place.new')),
  )
  if (!list) throw new Error('no list of places')
  act(() => {
    list.value = 'new'
    list.dispatchEvent(new Event('change', { bubbles: true }))
  })
  const [name] = [...place.querySelectorAll('label')].filter(
    (one) => one.textContent === t('log.place.name'),
  )
  const field = place.querySelector(`#${name?.htmlFor}`) as HTMLInputElement
  act(() => {
    field.value = NAME
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

it('adds a place once, and saves with it what is put in while it is added', async () => {
  await openWithPlace()
  act(() => button(t('log.place.add')).click())
  act(() => button(t('do.save')).click())
  act(() => button(t('do.more', { what: t('log.people') })).click())
  await vi.waitFor(async () => expect(await sent('help_session')).toHaveLength(1))
  const places = await sent('place')
  expect(places).toHaveLength(1)
  expect((await sent('help_session'))[0]?.set).toMatchObject({
    people: 2,
    place: places[0]?.record,
  })
})

it('keeps nothing of a card that is put away while a place is added', async () => {
  await openWithPlace()
  await vi.waitFor(async () => expect(await getDraft(KEY)).not.toBeNull())
  act(() => button(t('log.place.add')).click())
  const added = addPlace(NAME, 'NVH') // the same, which is under way
  act(() => button(t('do.close')).click())
  await act(async () => void (await added))
  expect(await sent('place')).toHaveLength(1)
  expect(await getDraft(KEY)).toBeNull()
})
