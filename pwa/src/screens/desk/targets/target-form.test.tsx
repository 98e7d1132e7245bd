// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as snackbar from '../../../components/snackbar'
import { addWords, loadLaterWords, problem, t } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { goalAllTurns, goalProgress, isReached } from '../shared/format-goal'
import type { Goal } from '../shared/target-types'
import { TargetForm } from './target-form'

let refused: string | undefined
const { sent } = vi.hoisted(() => ({ sent: [] as unknown[] }))
const outcome = (code: string, label_vi: string, counts: boolean) => ({
  kind: 'outcome',
  code,
  label_vi,
  label_en: code,
  flags: { counts },
})
vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => ({
    status: 200,
    body: {
      rows: path.includes('catalogue')
        ? [
            outcome('XONG', 'Hoàn thành', true),
            outcome('KHONG', 'Không được', true),
            outcome('THOI', 'Người dân thôi', false),
          ]
        : [],
    },
    etag: null,
    retryAfter: null,
  }),
  writeDesk: async (_method: string, _path: string, body: unknown) => {
    sent.push(body)
    const status = refused ? 409 : 200
    return { status, body: refused && { code: refused }, etag: null, retryAfter: null }
  },
}))

let place: HTMLElement
const close = vi.fn()

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  sent.length = 0
  refused = undefined
  close.mockClear()
  place = document.createElement('div')
  act(() => render(<TargetForm place={{ unit: 'u' }} form="target" onClose={close} />, place))
})
afterEach(() => act(() => render(null, place)))

function field(label: string): HTMLInputElement {
  const found = [...place.querySelectorAll('label')].find((one) => one.textContent === label)
  return place.querySelector(`#${found?.htmlFor}`) as HTMLInputElement
}

function write(label: string, text: string): void {
  const input = field(label)
  input.value = text
  act(() => void input.dispatchEvent(new Event('input', { bubbles: true })))
}

const submit = () =>
  act(async () => {
    place.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  })

const marked = () =>
  [...place.querySelectorAll('.field')]
    .filter((one) => one.querySelector('[aria-invalid]'))
    .map((one) => [
      one.querySelector('label')?.textContent,
      one.querySelector('[role=alert]')?.textContent,
    ])

it.each([
  ['1.5', () => t('number.unclear', { said: '1.5', example: '1.500' })],
  ['7.5', () => t('number.unclear', { said: '7.5', example: '1.500' })],
  ['0', () => t('number.least', { least: 1 })],
  ['', () => t('number.empty')],
])('asks back what “%s” people are, at the field itself', async (text, why) => {
  write(t('targets.goal'), text)
  await submit()
  expect(marked()).toEqual([[t('targets.goal'), why()]])
  expect(sent).toEqual([])
})

it('marks each wrong field with its own cause', async () => {
  write(t('targets.goal'), 'nhiều')
  write(t('targets.last'), '2026-01-01')
  write(t('form.from'), '2026-02-01')
  await submit()
  expect(marked()).toEqual([
    [t('targets.last'), t('targets.turned')],
    [t('targets.goal'), t('number.digits')],
  ])
})

it('takes a number as it is written here', async () => {
  write(t('targets.goal'), '1.500')
  await submit()
  await vi.waitFor(() => expect(close).toHaveBeenCalled())
  expect(sent).toMatchObject([{ measure: 'people', goal: 1500, saw: null }])
})

it('says which outcomes count', async () => {
  const select = field(t('targets.measure')) as unknown as HTMLSelectElement
  const choose = (value: string) => {
    select.value = value
    act(() => void select.dispatchEvent(new Event('change', { bubbles: true })))
  }
  await vi.waitFor(() => {
    choose('turns:')
    expect(place.textContent).toContain(
      t('targets.turns.hint', { names: 'Hoàn thành, Không được' }),
    )
  })
  choose('completed:')
  expect(place.textContent).toContain(t('targets.completed.hint'))
})

it('tells what was completed first, and does not call a turn that failed a success', () => {
  const goal = { measure: 'turns', number: 1000, done: 1260, completed: 910, share: null } as Goal
  expect(goalProgress(goal)).toBe('Hoàn thành 910/1.000 (91%)')
  expect(goalAllTurns(goal)).toBe('Tính cả lượt chưa xong: 1.260 (126%)')
  expect(isReached(goal)).toBe(false)
  expect(isReached({ ...goal, completed: 1000 })).toBe(true)
  expect(goalProgress({ ...goal, number: 0 })).not.toContain('%')
  expect(isReached({ ...goal, number: 0 })).toBeNull()
})

it('says in the form alone that the level above has set the target for these days', async () => {
  refused = 'target_above'
  const told = vi.spyOn(snackbar, 'showSnackbar')
  write(t('targets.goal'), '40')
  await submit()
  const said = () => [...place.querySelectorAll('[role=alert]')].map((one) => one.textContent)
  await vi.waitFor(() => expect(said()).toEqual([problem('target_above')]))
  expect(told).not.toHaveBeenCalled()
  expect(close).not.toHaveBeenCalled()
})
