// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import { freshStore } from '../../../sync/test-phone'
import type { Happened, WholeSession } from '../../lead/api-types'
import { History } from './history'

const pages = new Map<string, WholeSession>()

vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => {
    const after = new URLSearchParams(path.split('?')[1]).get('after') ?? ''
    return { status: 200, body: pages.get(after), etag: null, retryAfter: null }
  },
}))

let place: HTMLElement

const happened = (who: string): Happened => ({
  change: who,
  op: 'create',
  author_name: who,
  at: '2026-11-20T09:10:00+07:00',
  received_at: '2026-11-20T02:10:00Z',
  verdict: 'applied',
  waits: false,
  settled: [],
  why: null,
  set: null,
  prev: null,
})
const page = (who: string[], next: string | null) =>
  ({ id: 's', companions: [], history: who.map(happened), next }) as unknown as WholeSession
const shown = (session: WholeSession) =>
  act(() => render(<History session={session} catalogue={{} as Catalogue} />, place))
const names = () => [...place.querySelectorAll('b')].map((name) => name.textContent)
const button = () => place.querySelector('button')

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  pages.clear()
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

it('shows older changes above the newer ones, page by page', async () => {
  pages.set('5~x', page(['Hà', 'Lan'], '3~y'))
  pages.set('3~y', page(['Sơn'], null))
  shown(page(['Minh'], '5~x'))
  expect(names()).toEqual(['Minh'])
  expect(button()?.textContent).toBe(t('record.show_older'))
  act(() => button()?.click())
  await vi.waitFor(() => expect(names()).toEqual(['Hà', 'Lan', 'Minh']))
  act(() => button()?.click())
  await vi.waitFor(() => expect(names()).toEqual(['Sơn', 'Hà', 'Lan', 'Minh']))
  expect(button()).toBeNull()
})

it('offers nothing older where all is there, nor from the answer of an older server', () => {
  shown(page(['Minh'], null))
  expect(button()).toBeNull()
  const { next: _, ...without } = page(['Minh'], null)
  shown(without as WholeSession)
  expect(button()).toBeNull()
})

it('tells who settled what waited and how, and calls nothing waiting that does not', () => {
  const late = { ...happened('Lan'), op: 'edit', verdict: 'conflict', set: { people: 3 } }
  const told = { by_name: 'Đặng Trưởng', at: '2026-11-20T15:01:00Z' }
  const waiting = () => [...place.querySelectorAll('.tag')].map((tag) => tag.textContent)
  const draw = (change: Partial<Happened>) =>
    shown({ ...page([], null), history: [{ ...late, ...change }] } as WholeSession)
  draw({ waits: true })
  expect(waiting()).toEqual([t('record.verdict.conflict')])
  draw({ settled: [{ field: 'people', outcome: 'accepted', ...told }] })
  expect(waiting()).toEqual([])
  expect(place.textContent).toMatch(/: Đặng Trưởng đã nhận 20\/11/)
  draw({
    verdict: 'review',
    settled: [{ field: null, outcome: 'refused', ...told, by_name: null }],
  })
  expect(place.textContent).toContain('Người phụ trách không nhận')
})
