// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { saveHelpSession } from '../../actions/save-session'
import { hideSnackbar, Snackbar } from '../../components/snackbar'
import { loadLaterWords, problem, t } from '../../i18n'
import { catalogue, today, useLive } from '../../queries'
import { db } from '../../store/database'
import { getStatus } from '../../store/status'
import { freshStore } from '../../sync/test-phone'
import { RepeatLast } from './repeat-last'

vi.mock('../../actions/after-save', () => ({ afterSave: () => undefined }))

let place: HTMLElement

function Screen() {
  const day = useLive(today())
  const known = useLive(catalogue())
  return (
    <>
      {day && known && <RepeatLast day={day} catalogue={known} />}
      <Snackbar />
    </>
  )
}

beforeAll(loadLaterWords)
beforeEach(async () => {
  await freshStore()
  const services = [{ code: 'DD01', people: 1, outcome: 'XONG' }]
  await saveHelpSession({ people: 1, placeKind: 'NVH', services })
  place = document.createElement('div')
  document.body.replaceChildren(place)
  act(() => render(<Screen />, place))
  await vi.waitFor(() => expect(label()).toBe('+1 nữa'))
  await vi.dynamicImportSettled()
})
afterEach(() => {
  act(() => render(null, place))
  vi.restoreAllMocks()
  hideSnackbar()
})

const label = () => place.querySelector('.again button')?.textContent
const tap = () => act(() => (place.querySelector('.again button') as HTMLButtonElement).click())
const said = () => place.querySelector('.snackbar-place')?.textContent
const underWay = () => [...getStatus().saving.values()].filter(({ done }) => done === null).length

it('takes every tap, and each is a session of its own', async () => {
  for (let n = 1; n <= 5; n += 1) {
    tap()
    expect(underWay()).toBe(n)
  }
  await vi.waitFor(async () => expect(await db.outbox.count()).toBe(6))
  const all = await db.outbox.toArray()
  expect(new Set(all.map((item) => item.record)).size).toBe(6)
  await vi.waitFor(() => expect(said()).toContain('Đã lưu trên máy'))
})

it('offers no other end than the last one had', async () => {
  const at = { day: today().value?.day ?? '', start: '23:59' }
  const services = [{ code: 'DD01', people: 1, outcome: 'KHONG', reasons: ['MAY2'] }]
  await saveHelpSession({ ...at, people: 1, placeKind: 'NVH', services })
  await vi.waitFor(() => expect(place.querySelector('.again')?.textContent).toContain('23:59'))
  expect(label()).toBeUndefined()
})

it('leads on to the counter after several people, and adds none of them by a tap', async () => {
  const services = [
    { code: 'DD01', people: 9, outcome: 'XONG' },
    { code: 'TT04', people: 27, outcome: 'XONG' },
  ]
  const at = { day: today().value?.day ?? '', start: '23:59' }
  await saveHelpSession({ ...at, people: 27, placeKind: 'NVH', services })
  await vi.waitFor(() => expect(place.querySelector('.again')?.textContent).toContain('27 người'))
  expect(place.querySelector('.again button')).toBeNull()
  const [session, counter] = place.querySelectorAll<HTMLAnchorElement>('.again a')
  expect([counter?.textContent, counter?.pathname]).toEqual([t('count.go_on'), '/count'])
  // what most came for names it
  expect(session?.querySelector('b')?.textContent).toMatch(/^Tạo mã VietQR.* và 1 việc nữa$/)
})

it('says what was not saved, though the taps around it were', async () => {
  const add = db.outbox.add.bind(db.outbox)
  let tries = 0
  vi.spyOn(db.outbox, 'add').mockImplementation((item) => {
    tries += 1
    if (tries !== 2) return add(item)
    throw new DOMException('full', 'QuotaExceededError')
  })
  for (let n = 1; n <= 3; n += 1) tap()
  await vi.waitFor(() => expect(underWay()).toBe(0))
  await vi.waitFor(async () => expect(await db.outbox.count()).toBe(3))
  await vi.waitFor(() => expect(said()).toBe(problem('storage_full')))
  tap()
  await vi.waitFor(() => expect(said()).toContain(t('do.undo')))
})

it('counts the taps that were not saved', async () => {
  vi.spyOn(db.outbox, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  tap()
  tap()
  const why = problem('storage_full')
  await vi.waitFor(() => expect(said()).toBe(t('log.not_saved.taps', { n: 2, why })))
  expect(await db.outbox.count()).toBe(1)
})
