// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { today, useLive } from '../../queries'
import { today as dayNow } from '../../store/days'
import { joinedPhone, record, sync } from '../../sync/test-phone'
import { Strip } from './strip'

let place: HTMLElement

function Screen() {
  const day = useLive(today())
  return day ? <Strip day={day} joined who={null} onChoose={() => undefined} /> : null
}

const halves = () => [...place.querySelectorAll('.half')].map((half) => half.textContent)

afterEach(() => act(() => render(null, place)))

it('says no figure of the team before all its records have come once', async () => {
  const { ports } = await joinedPhone()
  await record({ day: dayNow(), people: 3 })
  place = document.createElement('div')
  document.body.replaceChildren(place)
  act(() => render(<Screen />, place))
  await vi.waitFor(() => expect(halves()[0]).toContain('1 buổi'))
  expect(halves()[1]).toBe('Cả độichưa tải hết')
  await sync(ports)
  await vi.waitFor(() => expect(halves()[1]).toContain('1 buổi'))
  expect(halves()[1]).toBe('Cả đội3 người1 lượt1 buổi')
})
