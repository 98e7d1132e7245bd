// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords } from '../i18n'
import { Checks } from './choice'
import { Field } from './field'
import { QrFrame } from './qr-frame'
import { Sheet } from './sheet'
import { hideSnackbar, Snackbar, showSnackbar } from './snackbar'
import { Stepper } from './stepper'

let place: HTMLElement

beforeAll(loadLaterWords)

beforeEach(() => {
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => {
  act(() => render(null, place))
  vi.useRealTimers()
  hideSnackbar()
})

const show = (element: Parameters<typeof render>[0]) => act(() => render(element, place))
const button = (name: string) =>
  [...place.querySelectorAll('button')].find(
    (b) => b.getAttribute('aria-label') === name || b.textContent === name,
  ) as HTMLButtonElement

it('steps between its bounds, and has a number that was typed beyond them stand as it is', () => {
  const set = vi.fn((value: number) =>
    show(<Stepper label="Số người" value={value} max={500} onChange={set} />),
  )
  set(1)
  expect(button('Bớt: Số người').disabled).toBe(true)
  button('Thêm: Số người').click()
  expect(set).toHaveBeenLastCalledWith(2)
  const input = place.querySelector('input') as HTMLInputElement
  const type = (text: string) =>
    act(() => {
      input.value = text
      input.dispatchEvent(new Event('input', { bubbles: true }))
    })
  type('9.999')
  const said = () => place.querySelector('[role=alert]')?.textContent
  expect(said()).toBe('Bạn ghi số từ 1 đến 500.')
  act(() => {
    input.dispatchEvent(new Event('blur'))
  })
  expect(set).toHaveBeenLastCalledWith(0)
  expect(input.value).toBe('9.999')
  expect(said()).toBe('Bạn ghi số từ 1 đến 500.')
  act(() => button('Thêm: Số người').click())
  expect(said()).toBeUndefined()
  expect(input.value).toBe('1')
  // An empty one is being filled in; whoever leaves it so hears that nobody was put in.
  type('')
  expect(said()).toBeUndefined()
  act(() => {
    input.dispatchEvent(new Event('blur'))
  })
  expect(said()).toBe('Bạn ghi số từ 1 đến 500.')
})

it('lets at most so many be chosen together', () => {
  const set = vi.fn()
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
  show(<Checks legend="Ai?" options={options} values={['a', 'b']} most={2} onChange={set} />)
  const boxes = [...place.querySelectorAll('input')]
  expect(boxes.map((box) => box.disabled)).toEqual([false, false, true])
  boxes[0]?.click()
  expect(set).toHaveBeenCalledWith(['b'])
})

it('says a thing for eight seconds with a way to take it back', () => {
  vi.useFakeTimers()
  const undo = vi.fn()
  show(<Snackbar />)
  act(() => showSnackbar('Đã lưu trên máy', { label: 'Hoàn tác', run: undo }))
  expect(place.textContent).toContain('Đã lưu trên máy')
  act(() => button('Hoàn tác').click())
  expect(undo).toHaveBeenCalledOnce()
  expect(place.textContent).toBe('')
  act(() => showSnackbar('Đã ghi'))
  const point = (what: string) => {
    act(() => void place.querySelector('.snackbar')?.dispatchEvent(new Event(what)))
    act(() => void vi.advanceTimersByTime(8_100))
  }
  point('pointermove')
  expect(place.textContent).toBe('Đã ghi')
  point('pointerleave')
  expect(place.textContent).toBe('')
  // It came to where a pointer rested.
  act(() => showSnackbar('Đã gửi'))
  point('pointerenter')
  expect(place.textContent).toBe('')
  // What went from under a pointer has not heard it leave.
  act(() => showSnackbar('Đã bỏ'))
  act(() => void place.querySelector('.snackbar')?.dispatchEvent(new Event('pointermove')))
  act(() => showSnackbar('Đã chép'))
  act(() => void vi.advanceTimersByTime(7_900))
  expect(place.textContent).toBe('Đã chép')
  act(() => void vi.advanceTimersByTime(200))
  expect(place.textContent).toBe('')
})

it('says where a text is full, so that nothing is cut in silence', () => {
  const field = (value: string) => (
    <Field label="Tên" maxLength={5} value={value} onInput={() => undefined} />
  )
  show(field('Lan'))
  expect(place.textContent).not.toContain('không được giữ')
  show(field('Lan A'))
  expect(place.textContent).toContain('Đã đủ 5 chữ')
})

it('lays nothing that was said over a code that somebody is to scan', () => {
  show(<Snackbar />)
  act(() => showSnackbar('Đã lưu trên máy'))
  expect(place.textContent).toContain('Đã lưu trên máy')
  const code = document.createElement('div')
  act(() => render(<QrFrame text="a" label="Mã 1" />, code))
  expect(place.textContent).toBe('')
})

it('stays open when a finger is lifted that was held before it opened', () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined // jsdom has none
  const close = vi.fn()
  show(<Sheet title="Thêm mấy người?" onClose={close} />)
  const beside = place.querySelector('dialog') as HTMLElement
  const on = (type: string) => act(() => void beside.dispatchEvent(new Event(type)))
  on('click')
  expect(close).not.toHaveBeenCalled()
  on('pointerdown')
  on('click')
  expect(close).toHaveBeenCalledOnce()
})
