// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import * as file from '../../../components/file'
import { addWords, loadLaterWords, t } from '../../../i18n'
import type { TallyRow } from '../../lead/api-types'
import type { ByName } from './by'
import { Table, TakeTable } from './table'

beforeAll(loadLaterWords)

const totals = { sessions: 1, people: 1, turns: 1, volunteer_turns: null }
const rowsOf = (n: number, kind: string): TallyRow[] =>
  Array.from({ length: n }, (_, at) => ({
    key: `${kind}${at}`,
    label: `${kind} ${at}`,
    kind,
    totals,
  }))
const days = { period: 'range', from: '2026-11-01', to: '2026-11-24' } as const

let place: HTMLElement

beforeEach(() => {
  place = document.createElement('div')
  document.body.replaceChildren(place)
})

const show = (rows: TallyRow[], by: ByName) =>
  act(() => {
    render(
      <Table
        rows={rows}
        total={{ ...totals, sessions: rows.length }}
        plan={null}
        by={by}
        days={days}
        unit={undefined}
        team={undefined}
        opens
      />,
      place,
    )
  })

const lines = () => place.querySelectorAll('tbody tr').length

async function seek(text: string): Promise<void> {
  const field = place.querySelector('input') as HTMLInputElement
  await act(() => {
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

it('draws the first of thousands of teams, finds one by its name, and puts all on paper', async () => {
  await show(rowsOf(3000, 'đội'), 'team')
  expect(lines()).toBe(40)
  expect(place.textContent).toContain(t('some.shown', { n: 40, all: 3000 }))
  await seek('DOI 2999')
  expect(lines()).toBe(1)
  await seek('')
  await act(() => {
    dispatchEvent(new Event('beforeprint'))
  })
  expect(lines()).toBe(3000)
})

it('adds the rows up below those that add up', async () => {
  await show(rowsOf(3, 'unit'), 'unit')
  expect(place.querySelector('tfoot')?.textContent).toContain(t('report.sum'))
  await show(rowsOf(3, 'reason'), 'reason')
  expect(place.querySelector('tfoot')).toBeNull()
})

it('a word that was sought hides no rows of another table', async () => {
  await show(rowsOf(20, 'team'), 'team')
  await seek('team 7')
  expect(lines()).toBe(1)
  await show(rowsOf(5, 'service'), 'service')
  expect(place.querySelector('input')).toBeNull()
  expect(lines()).toBe(5)
})

it('a hidden row leads nowhere: the sessions behind it would tell its number', async () => {
  const untold = { sessions: null, people: null, turns: null, volunteer_turns: null }
  const [told, hidden] = rowsOf(2, 'CHO') as [TallyRow, TallyRow]
  for (const by of ['place_kind', 'age_band'] as const) {
    await show([told, { ...hidden, totals: untold }], by)
    expect(place.querySelectorAll('td[data-figure=people]')[1]?.textContent).toBe(t('table.hidden'))
    expect([...place.querySelectorAll('tbody a')].map((a) => a.textContent)).toEqual(['CHO 0'])
  }
})

it('calls the plan to date in the file what it is, and not the target', async () => {
  addWords(vietnamese)
  const taken = vi.spyOn(file, 'download').mockImplementation(async () => {})
  const [row] = rowsOf(1, 'đội') as [TallyRow]
  const plan = { people: 1044, turns: null, completed: null, volunteers: null, sessions: null }
  await act(() =>
    render(<TakeTable rows={[{ ...row, plan }]} by="team" days={days} unit={undefined} />, place),
  )
  place.querySelector('button')?.click()
  const written = await taken.mock.calls[0]?.[0].text()
  const [head, line] = written?.slice(1).split('\r\n') ?? []
  const at = head?.split(',').indexOf('Kế hoạch đến nay') ?? -1
  expect(line?.split(',')[at]).toBe('1044')
  expect(head?.split(',')).not.toContain('Chỉ tiêu')
})

it('counts reasons in turns, as the report does', async () => {
  addWords(vietnamese)
  await show(rowsOf(1, 'nguyên nhân'), 'reason')
  const heads = [...place.querySelectorAll('thead th')].map((head) => head.textContent)
  expect(heads).toEqual(['Tên', 'Lượt'])
  expect(place.textContent).toContain('Số lượt chưa hoàn thành')
  expect(t('report.reasons.n', { n: 2 })).toBe('2 lượt')
})

it('holds turns of a group against their plan by what was completed of them', () => {
  const plan = { people: null, turns: 2700, completed: null, volunteers: null, sessions: null }
  const [row] = rowsOf(1, 'group')
  if (!row) throw new Error('no row')
  const done = { ...totals, people: null, turns: 3373, completed: 2510 }
  show([{ ...row, totals: done, plan }], 'group')
  expect(place.textContent).toContain('hoàn thành 2.510/2.700')
  expect(place.textContent).toContain('93')
  expect(place.textContent).not.toContain('124,9')
})
