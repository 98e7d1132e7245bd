// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { useOnce } from './once'

const place = document.createElement('div')
afterEach(() => act(() => render(null, place)))

function Button({ work }: { work: () => Promise<void> }) {
  const { busy, once } = useOnce()
  return (
    <button type="button" disabled={busy} onClick={() => once(work)}>
      Lưu
    </button>
  )
}

it('drops what is asked while the work runs, in the same turn too, and goes on afterwards', async () => {
  let done: () => void = () => undefined
  const work = vi.fn(() => new Promise<void>((resolve) => (done = resolve)))
  act(() => render(<Button work={work} />, place))
  const button = place.querySelector('button') as HTMLButtonElement
  act(() => {
    button.click()
    button.click()
  })
  expect([work.mock.calls.length, button.disabled]).toEqual([1, true])
  await act(async () => done())
  expect(button.disabled).toBe(false)
  act(() => button.click())
  expect(work).toHaveBeenCalledTimes(2)
})
