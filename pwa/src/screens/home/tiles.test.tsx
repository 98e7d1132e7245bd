// @vitest-environment jsdom
import { type ComponentChildren, render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { catalogue, type Today, today, useLive } from '../../queries'
import { freshStore } from '../../sync/test-phone'
import { Tiles } from './tiles'

let place: HTMLElement

function Screen({ usual }: { usual: string[] }) {
  const known = useLive(catalogue())
  const day = useLive(today())
  const shown = { ...day, usual } as Today
  const tile = (code: string, name: ComponentChildren) => (
    <button type="button" class="tile" key={code}>
      <span>{name}</span>
    </button>
  )
  return known && day ? <Tiles catalogue={known} day={shown} tile={tile} /> : null
}

const show = (usual: string[]) => act(() => render(<Screen usual={usual} />, place))
const order = () => [...place.querySelectorAll('.tile span:first-child')].map((e) => e.textContent)
const shown = () => vi.waitFor(() => expect(order().length).toBeGreaterThan(5))

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
  expect([...order()].sort()).toEqual([...before].sort())
})
