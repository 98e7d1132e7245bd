// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords, problem, t } from '../../i18n'
import { freshStore } from '../../sync/test-phone'
import { ServerAnswer, useQuery } from './answer'

const asked: string[] = []
const answers: object[] = []
const WAITS = { status: 429, body: { code: 'read_too_much' }, etag: null, retryAfter: 20 }
const GOOD = { status: 200, body: { rows: ['Phổ Cường'] }, etag: null, retryAfter: null }

vi.mock('../../api/desk', () => ({
  readDesk: async (path: string) => {
    asked.push(path)
    return (await answers.shift()) ?? GOOD
  },
}))

let place: HTMLElement

function Units() {
  const answer = useQuery('/api/units')
  return <ServerAnswer answer={answer}>{({ rows }) => <p>{rows.join()}</p>}</ServerAnswer>
}

const shows = (text: string) => vi.waitFor(() => expect(place.textContent).toContain(text))

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  asked.length = 0
  answers.length = 0
  place = document.createElement('div')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  act(() => render(null, place))
  vi.useRealTimers()
})

it('waits as long as the server asks, says so, and goes on by itself', async () => {
  answers.push(WAITS, GOOD)
  act(() => render(<Units />, place))
  await shows(problem('read_too_much'))
  act(() => void vi.advanceTimersByTime(15_000))
  expect(asked.length).toBe(1)
  act(() => void vi.advanceTimersByTime(8_000))
  await shows('Phổ Cường')
  expect(asked.length).toBe(2)
})

function Team({ id }: { id: string }) {
  const answer = useQuery('/api/teams/{team_id}', { team_id: id })
  return <ServerAnswer answer={answer}>{({ name }) => <p>{name}</p>}</ServerAnswer>
}

it('tells of what is asked now, though what was asked before is still on its way', async () => {
  let come = (_: object) => {}
  answers.push(new Promise((resolve) => (come = resolve)), { ...GOOD, status: 500, body: {} })
  act(() => render(<Team id="a" />, place))
  await vi.waitFor(() => expect(asked.length).toBe(1))
  act(() => render(<Team id="b" />, place))
  await shows(t('desk.not_loaded'))
  await act(async () => come(WAITS))
  expect(place.textContent).not.toContain(problem('read_too_much'))
})

it('asks no more for a screen that was left', async () => {
  answers.push(WAITS)
  act(() => render(<Units />, place))
  await shows(problem('read_too_much'))
  act(() => render(null, place))
  act(() => void vi.advanceTimersByTime(60_000))
  expect(asked.length).toBe(1)
})
