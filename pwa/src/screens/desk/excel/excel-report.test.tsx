// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ImportReport, RowFault } from '../../../actions/desk/excel'
import { addWords, loadLaterWords, showLanguage } from '../../../i18n'
import { ExcelReport } from './excel-report'

const NOTHING: ImportReport = {
  written: false,
  rows: 3,
  added: 1,
  changed: 0,
  unchanged: 0,
  left: 0,
  refused: 0,
  ignored: [],
  errors: [],
  errors_in_all: 0,
  warnings: [],
  warnings_in_all: 0,
}
const fault = (row: number, code: RowFault['code']): RowFault => ({
  row,
  column: 'Đội',
  value: 'Đội Xa',
  code,
})

let place: HTMLElement

/** What stands on the screen, row by row of its tables. */
function show(report: Partial<ImportReport>): string[] {
  render(<ExcelReport report={{ ...NOTHING, ...report }} />, place)
  return [...place.querySelectorAll('tbody tr')].map((row) => row.textContent ?? '')
}

beforeEach(async () => {
  place = document.createElement('div')
  addWords(vietnamese)
  await loadLaterWords()
})
afterEach(async () => {
  await showLanguage('vi')
})

it('says of each row where and what to do, in its own words or those of the register', () => {
  const errors = [fault(3, 'team_unknown'), fault(7, 'closed_on_day')]
  const [one, other] = show({ refused: 2, errors, errors_in_all: 302 })
  expect(one).toContain('3Đội: “Đội Xa”Không có đội này trong phạm vi của bạn.')
  expect(other).toContain('7Đội: “Đội Xa”Ngày đó nơi này chưa có')
  expect(place.textContent).toContain('Và 300 chỗ nữa.')
  expect(place.textContent).toContain('Dòng sai')
  expect(place.textContent).not.toContain('Chưa rõ là ai')
})

it('says the same in English', async () => {
  await showLanguage('en')
  const [one] = show({ left: 1, warnings: [fault(3, 'name_waits')], warnings_in_all: 1 })
  expect(one).toContain("This person's phone waits for approval")
  expect(place.textContent).toContain('Not certain who')
})

it('of what is written it tells only what is worth a look', () => {
  const warnings = [fault(3, 'first_kept')]
  expect(show({ written: true, ignored: ['STT'], warnings, warnings_in_all: 1 })).toHaveLength(1)
  expect(place.textContent).not.toContain('STT')
  expect(place.querySelector('.figures')).toBeNull()
})
