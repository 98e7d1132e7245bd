// @vitest-environment jsdom
import { h, render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Delayed, TAKE_BACK_MS, useDelayed } from './use-delayed'

const done: string[] = []
let place: HTMLElement
let delayed: Delayed<string>

function Asks() {
  delayed = useDelayed(
    (word: string) => void done.push(word),
    (word) => void done.push(`${word} on leaving`),
  )
  return null
}

beforeEach(() => {
  vi.useFakeTimers()
  done.length = 0
  place = document.createElement('div')
  act(() => render(h(Asks, {}), place))
})
afterEach(() => {
  act(() => render(null, place))
  vi.useRealTimers()
})

it('is done once, a moment after it was asked for', () => {
  act(() => delayed.begin('accept'))
  expect([delayed.pending, done]).toEqual(['accept', []])
  act(() => void vi.advanceTimersByTime(TAKE_BACK_MS))
  expect([delayed.pending, done]).toEqual([null, ['accept']])
  act(() => render(null, place))
  expect(done).toEqual(['accept'])
})

it('is not done when it is taken back', () => {
  act(() => delayed.begin('accept'))
  act(() => delayed.takeBack())
  act(() => void vi.advanceTimersByTime(TAKE_BACK_MS * 2))
  expect([delayed.pending, done]).toEqual([null, []])
})

it('is done at once where the page is left before', () => {
  act(() => delayed.begin('accept'))
  act(() => void dispatchEvent(new Event('pagehide')))
  expect(done).toEqual(['accept on leaving'])
})
