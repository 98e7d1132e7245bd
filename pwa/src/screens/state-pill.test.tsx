// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { voidHelpSession } from '../actions/edit-session'
import { addPlace } from '../actions/places'
import { loadLaterWords } from '../i18n'
import { lists } from '../queries/lists'
import { first } from '../queries/test-live'
import { updateBadge } from '../store/badge'
import { saveCarried } from '../store/relay'
import { putSetting } from '../store/settings'
import type { Ports } from '../sync/ports'
import { joinedPhone, parcelOf, record, sync } from '../sync/test-phone'
import { isDrawn } from './early'
import { Lock } from './lock/lock'
import { StatePill } from './state-pill'

vi.mock('../actions/after-save', () => ({ afterSave: () => undefined }))

let place: HTMLElement
let ports: Ports

beforeAll(async () => {
  isDrawn.value = true
  await loadLaterWords()
})
beforeEach(async () => {
  ;({ ports } = await joinedPhone())
  place = document.createElement('div')
  document.body.replaceChildren(place)
  const show = () =>
    render(
      <>
        <StatePill />
        <Lock />
      </>,
      place,
    )
  act(show)
})
afterEach(() => act(() => render(null, place)))

const pill = () => place.querySelector('.pill')?.textContent
const locked = () => place.querySelector('[role=status]')?.textContent
const says = (text: string) => vi.waitFor(() => expect(pill()).toBe(text))

it('counts sessions, and tells places and what was taken back apart', async () => {
  await says('Chưa gửi 0 · Đã gửi xong 0')
  await record()
  await record()
  await says('Chưa gửi 2 · Đã gửi xong 0')
  await vi.waitFor(() => expect(locked()).toBe('Trên máy này còn 2 buổi chưa gửi'))
  const slip = await record()
  await voidHelpSession(slip)
  await addPlace('Chợ Phổ Cường', 'CHO')
  await says('Chưa gửi 2 và 2 mục khác · Đã gửi xong 0')
  await vi.waitFor(() => expect(locked()).toBe('Trên máy này còn 2 buổi và 2 mục khác chưa gửi'))
  await sync(ports)
  await says('Chưa gửi 0 · Đã gửi xong 2')
  await vi.waitFor(() => expect(locked()).toBe('Không còn gì chưa gửi'))
  await addPlace('Chợ Phổ An', 'CHO')
  await says('Chưa gửi 1 mục · Đã gửi xong 2')
})

it('shows on the icon what is not sent: sessions by their number, other things by a dot', async () => {
  const icon = { set: vi.fn(async () => undefined), clear: vi.fn(async () => undefined) }
  Object.assign(navigator, { setAppBadge: icon.set, clearAppBadge: icon.clear })
  await record()
  await record()
  await vi.waitFor(() => expect(icon.set).toHaveBeenLastCalledWith(2))
  icon.set.mockClear()
  await updateBadge()
  expect(icon.set).toHaveBeenLastCalledWith(2)
  icon.clear.mockClear()
  await sync(ports)
  await vi.waitFor(() => expect(icon.clear).toHaveBeenCalledTimes(1))
  await addPlace('Chợ Phổ Cường', 'CHO')
  await vi.waitFor(() => expect(icon.set).toHaveBeenLastCalledWith(undefined))
  icon.set.mockClear()
  await updateBadge()
  expect(icon.set.mock.calls).toEqual([[undefined]])
  for (const name of ['setAppBadge', 'clearAppBadge']) Reflect.deleteProperty(navigator, name)
})

it('locks no phone with the word that nothing is left while it keeps a teammate’s session', async () => {
  await vi.waitFor(() => expect(locked()).toBe('Không còn gì chưa gửi'))
  const parcel = parcelOf('Minh')
  // With a second bundle, and shown twice.
  await saveCarried([parcel, { ...parcel, id: 'part', sessions: 0 }, { ...parcel, id: 'again' }])
  await vi.waitFor(() => expect(locked()).toBe(''))
  await says('Chưa gửi 0 · Giữ giúp 1')
  expect(place.textContent).toContain('Máy này còn giữ giúp 1 buổi của đồng đội')
})

it('does so of what was sent long ago, of which only ids are kept', async () => {
  const id = await record()
  const market = await addPlace('Chợ Phổ Cường', 'CHO')
  await sync(ports)
  await putSetting('handedIn', [id, market.ok ? market.id : ''])
  await says('Chưa gửi 0 · Đã gửi xong 1')
})

it('lists as sent what this phone recorded', async () => {
  const id = await record()
  await voidHelpSession(await record())
  await sync(ports)
  const { sessions } = await first(lists('received'))
  const live = sessions.filter(({ status }) => status === 'live')
  expect(live.map((one) => one.id)).toEqual([id])
})
