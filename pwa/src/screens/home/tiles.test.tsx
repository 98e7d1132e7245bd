// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { catalogue, type Service, type Today, today, useLive } from '../../queries'
import { freshStore } from '../../sync/test-phone'
import { nameOf } from './tile-labels'
import { Face, Tiles } from './tiles'

let place: HTMLElement

function Screen({ usual, typed = '' }: { usual: string[]; typed?: string }) {
  const known = useLive(catalogue())
  const day = useLive(today())
  const shown = { ...day, usual } as Today
  const tile = (service: Service) => (
    <button type="button" class="tile" key={service.code} aria-label={nameOf(service)}>
      <Face service={service} n={0} />
    </button>
  )
  return known && day ? <Tiles catalogue={known} day={shown} tile={tile} typed={typed} /> : null
}

const show = (usual: string[], typed = '') =>
  act(() => render(<Screen usual={usual} typed={typed} />, place))
const order = () => [...place.querySelectorAll('.tile')].map((e) => e.getAttribute('aria-label'))
const shown = () => vi.waitFor(() => expect(order()).toHaveLength(10))

afterEach(() => act(() => render(null, place)))

it('moves no tile while it is open, whatever a sync brings', async () => {
  await freshStore()
  place = document.createElement('div')
  document.body.replaceChildren(place)
  show([])
  await shown()
  const before = order()
  show(['DD05'])
  expect(order()).toEqual(before)
  act(() => render(null, place))
  show(['DD05'])
  await shown()
  expect(order()).not.toEqual(before)
  expect(order()[0]).toBe('Đăng nhập trên máy mới (NFC/OTP)')
})

it('unfolds a group, and shows nothing but what somebody looks for', async () => {
  await freshStore()
  place = document.createElement('div')
  document.body.replaceChildren(place)
  show([])
  await shown()
  await vi.waitFor(() => expect(place.textContent).toContain('Kỹ năng số'))
  const group = [...place.querySelectorAll('button')].find((one) =>
    one.textContent?.startsWith('Kỹ năng số'),
  )
  expect(group?.getAttribute('aria-expanded')).toBe('false')
  act(() => group?.click())
  expect(group?.getAttribute('aria-expanded')).toBe('true')
  expect(order()).toHaveLength(16)
  show([], 'lua dao')
  await vi.waitFor(() => expect(order()).toEqual(['Nhận biết lừa đảo']))
  show([], 'xe may')
  expect(place.textContent).toContain('Không có việc nào tên như vậy')
  expect(order()).toEqual(['Việc khác (ghi chú ngắn)'])
})
