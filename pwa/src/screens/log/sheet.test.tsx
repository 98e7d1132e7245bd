// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { addPlace } from '../../actions/places'
import { loadLaterWords, t } from '../../i18n'
import { me } from '../../queries'
import { db } from '../../store/database'
import { getDraft } from '../../store/drafts'
import { freshStore, joinedPhone, LAN } from '../../sync/test-phone'
import { TEAM } from '../../sync/test-server'
import { CARD, keyFor } from './holder'
import { LogSheet } from './sheet'

vi.mock('../../actions/after-save', () => ({ afterSave: () => undefined }))

let place: HTMLElement

beforeAll(async () => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  Element.prototype.scrollIntoView ??= () => undefined
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
it('shows the form at once, on the first session too, and the rules one tap away', async () => {
  await open()
  await vi.waitFor(() => expect(button(t('do.save'))).toBeDefined())
  expect(place.querySelectorAll('.rule')).toHaveLength(0)
  expect(place.querySelector('a[href="/me/rules"]')?.textContent).toBe(t('screen.name.rules'))
})

const alert = () => place.querySelector('.foot [role=alert]')?.textContent

it('leads to the reason that is missing, and says it beside the button', async () => {
  await open()
  const outcome = await vi.waitFor(() => {
    const found = place.querySelector<HTMLInputElement>('input[value=KHONG]')
    if (!found) throw new Error('no outcomes')
    return found
  })
  act(() => outcome.click())
  const reason = [...place.querySelectorAll('select')].find((one) =>
    one.labels?.[0]?.textContent?.includes(t('log.reason')),
  )
  act(() => button(t('do.save')).click())
  await vi.waitFor(() => expect(alert()).toBe(t('log.no_reason')))
  await vi.waitFor(() => expect(document.activeElement).toBe(reason))
  expect(reason?.getAttribute('aria-invalid')).toBe('true')
  act(() => button(t('do.more', { what: t('log.people') })).click())
  expect(alert()).toBeUndefined()
})

it('leads to the note that may not stay, though it is folded away', async () => {
  await open()
  const note = place.querySelector('textarea') as HTMLTextAreaElement
  const details = note.closest('details') as HTMLDetailsElement
  act(() => {
    note.value = 'gọi 0912 345 678'
    note.dispatchEvent(new Event('input', { bubbles: true }))
  })
  details.open = false
  act(() => button(t('do.save')).click())
  await vi.waitFor(() => expect(document.activeElement).toBe(note))
  expect([details.open, alert()]).toEqual([true, t('log.blocked')])
  expect(await sent('help_session')).toHaveLength(0)
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
  // the card is hers once it is known who holds the phone
  await vi.waitFor(() => expect(me().value?.current?.member).toBe(LAN))
  await act(async () => undefined)
  await vi.waitFor(() => expect(place.querySelector('.stepper')).not.toBeNull())
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

const chooseKind = () =>
  act(() => (place.querySelector('.card.quiet input[value=CHO]') as HTMLInputElement).click())

it('asks what kind of place it is, and takes none silently', async () => {
  await openWithPlace()
  act(() => button(t('do.save')).click())
  await vi.waitFor(() => expect(alert()).toBe(t('log.place.kind.missing')))
  const card = place.querySelector('.card.quiet')
  await vi.waitFor(() => expect(card?.contains(document.activeElement)).toBe(true))
  expect(await sent('place')).toHaveLength(0)
  chooseKind()
  act(() => button(t('do.save')).click())
  await vi.waitFor(async () => expect(await sent('help_session')).toHaveLength(1))
  expect((await sent('place'))[0]?.set).toMatchObject({ name: NAME, place_kind: 'CHO' })
  expect((await sent('help_session'))[0]?.set).toMatchObject({ place_kind: 'CHO' })
})

it('adds a place once, and saves with it what is put in while it is added', async () => {
  await openWithPlace()
  chooseKind()
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
  chooseKind()
  act(() => button(t('log.place.add')).click())
  const added = addPlace(NAME, 'CHO') // the same, which is under way
  act(() => button(t('do.close')).click())
  await act(async () => void (await added))
  expect(await sent('place')).toHaveLength(1)
  expect(await getDraft(KEY)).toBeNull()
})
