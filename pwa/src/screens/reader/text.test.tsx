// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Paper } from '../../queries/papers'
import { freshStore } from '../../sync/test-phone'
import { Text } from './text'

beforeEach(freshStore)

it('scrolls to the first hit as soon as it is typed', () => {
  const seen = vi.fn()
  Element.prototype.scrollIntoView = seen
  const place = document.createElement('div')
  const blocks = ['Mở đầu', 'Chỉ tiêu', 'Chỉ tiêu năm sau'].map((x) => ({ t: 'p' as const, x }))
  act(() => render(<Text paper={{ id: 'p', version: 1 } as Paper} blocks={blocks} />, place))
  const field = place.querySelector('input') as HTMLInputElement
  field.value = 'chi tieu'
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })))
  expect(seen.mock.contexts).toEqual([place.querySelector('[data-block="1"]')])
})
