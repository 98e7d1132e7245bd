// @vitest-environment jsdom
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import type { Catalogue } from '../../queries'
import { freshStore } from '../../sync/test-phone'
import { addService, type Draft, newDraft, patchService, setPeople } from './draft'
import { LogForm } from './form'
import { whatIsMissing } from './saving'

const now = { day: '2026-11-24', time: '09:10' }
let place: HTMLElement
let draft: Draft
let change: (draft: Draft) => void

function Screen({ start }: { start: Draft }) {
  const [kept, setKept] = useState(start)
  draft = kept
  change = setKept
  const whose = { team: null, author: null }
  return <LogForm whole draft={kept} today={now.day} whose={whose} onChange={setKept} />
}

beforeAll(async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined // jsdom has none
  Element.prototype.scrollIntoView ??= () => undefined
  await loadLaterWords()
})
beforeEach(async () => {
  await freshStore()
  place = document.createElement('div')
  document.body.replaceChildren(place)
  const stall = addService(setPeople(newDraft(['DD01'], now, null), 30), 'TT04')
  const start = patchService(stall, 'TT04', { people: 12 })
  act(() => render(<Screen start={start} />, place))
  await vi.waitFor(() => expect(field(2)).toBeDefined())
})
afterEach(() => act(() => render(null, place)))

/** The people of the session, and after them of each service. */
const field = (at: number) =>
  place.querySelectorAll<HTMLInputElement>('.stepper input')[at] as HTMLInputElement

function type(at: number, text: string): void {
  for (let typed = 1; typed <= text.length; typed += 1) {
    act(() => {
      field(at).value = text.slice(0, typed)
      field(at).dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
}

function step(which: 'less' | 'more', times: number): void {
  const [less, more] = place.querySelectorAll<HTMLButtonElement>('.stepper button')
  for (let n = 0; n < times; n += 1) act(() => (which === 'less' ? less : more)?.click())
}

const numbers = () => [draft.people, ...draft.services.map((line) => line.people)]

it('leaves a service its own number while the people are typed', () => {
  type(0, '35')
  expect(numbers()).toEqual([35, 35, 12])
  type(0, '8')
  expect(numbers()).toEqual([8, 8, 8])
  type(0, '40')
  expect(numbers()).toEqual([40, 40, 12])
})

it('gives it back what was stepped over', () => {
  step('less', 20)
  expect(numbers()).toEqual([10, 10, 10])
  step('more', 5)
  expect(numbers()).toEqual([15, 15, 12])
})

it('goes on from what a service was changed to meanwhile', () => {
  type(0, '10')
  type(2, '9')
  type(0, '20')
  expect(numbers()).toEqual([20, 20, 9])
})

it('a telephone number in the wrong field becomes no number of people', () => {
  for (const text of ['0912345678', '3,5', '-5', '501']) {
    type(0, text)
    expect(draft.people).toBe(0)
    expect(place.querySelector('.stepper + [role=alert]')?.textContent).toContain('500')
    act(() => {
      field(0).dispatchEvent(new Event('blur'))
    })
    expect(field(0).value).toBe(text)
    expect(whatIsMissing(draft, {} as Catalogue)?.at).toBe('people')
  }
  type(0, '31')
  expect(numbers()).toEqual([31, 31, 12])
  expect(place.querySelector('.stepper + [role=alert]')).toBeNull()
})

it.each([
  [['lan'], [], 'prefilled'],
  [['ha'], ['ha'], 'chosen in this form'],
])('on another day nobody came along but who was %s', async (chosen, kept) => {
  act(() => render(null, place))
  const usual = { day: now.day, placeKind: 'NVH', place: null, companions: ['lan'] }
  act(() => render(<Screen start={newDraft(['DD01'], now, usual)} />, place))
  await vi.waitFor(() => expect(field(0)).toBeDefined())
  const before = draft.companions
  if (chosen[0] !== 'lan') act(() => change({ ...draft, companions: chosen }))
  const yesterday = [...place.querySelectorAll('label')].find((one) =>
    one.textContent?.includes(t('log.day.yesterday')),
  )
  act(() => yesterday?.querySelector('input')?.click() ?? yesterday?.click())
  expect(draft.day).toBe('2026-11-23')
  expect([draft.companions, before]).toEqual([kept, ['lan']])
})

it('adds a service by its tile, without those that are there already', async () => {
  const named = (name: string) =>
    [...place.querySelectorAll<HTMLElement>('button')].find(
      (one) => (one.ariaLabel ?? one.textContent) === name,
    )
  const tile = (code: string) => place.querySelector<HTMLElement>(`.tile[data-service=${code}]`)
  act(() => named(t('log.add_service'))?.click())
  await vi.waitFor(() => expect(tile('DD04')).not.toBeNull())
  expect(tile('DD01')).toBeNull()
  const search = place.querySelector<HTMLInputElement>('input[type=search]') as HTMLInputElement
  search.value = 'lua dao'
  act(() => void search.dispatchEvent(new Event('input', { bubbles: true })))
  await vi.waitFor(() => expect(tile('AT01')).not.toBeNull())
  act(() => tile('AT01')?.click())
  expect(draft.services.map((line) => line.code)).toEqual(['DD01', 'TT04', 'AT01'])
  expect(place.querySelector('dialog')).toBeNull()
})

it('brings into view what opens below the fold, and nothing that was open before', async () => {
  const seen = vi.fn()
  Element.prototype.scrollIntoView = seen
  const details = place.querySelector('details') as HTMLDetailsElement
  expect(details.open).toBe(true)
  act(() => change(patchService(draft, 'DD01', { outcome: 'HEN' })))
  await vi.waitFor(() => expect(seen).toHaveBeenCalledOnce())
  act(() => render(null, place))
  act(() => render(<Screen start={draft} />, place))
  expect(seen).toHaveBeenCalledOnce()
})
