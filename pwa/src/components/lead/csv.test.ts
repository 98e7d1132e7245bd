import { expect, it } from 'vitest'
import { type Column, csvOf, fileName } from './csv'

interface Row {
  name: string
  people: number | null
}

const columns: Column<Row>[] = [
  { name: 'Đội', cell: (row) => row.name },
  { name: 'Người', cell: (row) => row.people },
]
const lineOf = (name: string, people: number | null = 1) => {
  return csvOf(columns, [{ name, people }]).split('\r\n')[1]
}

it('opens in Excel with Vietnamese letters whole: mark first, CR LF after every line', () => {
  const text = csvOf(columns, [{ name: 'Phổ Cường', people: 12 }])
  expect(text).toBe('\ufeffĐội,Người\r\nPhổ Cường,12\r\n')
})

it('has its head even without rows', () => {
  expect(csvOf(columns, [])).toBe('\ufeffĐội,Người\r\n')
})

it.each([
  ['=1+1', "'=1+1"],
  ['+84', "'+84"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1+1', "'＝1+1"],
  ['＋84', "'＋84"],
  ['－2', "'－2"],
  ['＠SUM(A1)', "'＠SUM(A1)"],
  ['\u3000＝1', "'\u3000＝1"],
  [' =1', "' =1"],
  ['\t=1', "'\t'=1"],
])('no text acts as a formula: %j', (name, cell) => {
  expect(lineOf(name)).toBe(`${cell},1`)
})

it('nor does it where the file is read with the other separator', () => {
  expect(lineOf('x;=1+1; ＋1,-2')).toBe(`"x;'=1+1; '＋1,'-2",1`)
})

it('a formula that would also end its line is quoted', () => {
  expect(csvOf(columns, [{ name: '\r=1', people: 1 }])).toContain(`"'\r'=1",1\r\n`)
})

it.each([
  ['Lan, Minh', '"Lan, Minh"'],
  ['tổ "xanh"', '"tổ ""xanh"""'],
  ['Lan; Minh', '"Lan; Minh"'],
  ['hai\ndòng', '"hai\ndòng"'],
  ['cuối ', '"cuối "'],
])('quotes what would break a line or a cell: %j', (name, cell) => {
  expect(lineOf(name)).toBe(`${cell},1`)
})

it('numbers stay numbers, and nothing is an empty cell', () => {
  expect(lineOf('Lan', -3)).toBe('Lan,-3')
  expect(lineOf('Lan', null)).toBe('Lan,')
  expect(lineOf('Lan', Number.NaN)).toBe('Lan,')
})

it('letters and marks are one: NFC', () => {
  expect(lineOf('Phổ'.normalize('NFD'))).toBe('Phổ,1')
})

it('calls files of different content differently: what, whose, which day', () => {
  const now = Date.parse('2026-11-24T10:00:00+07:00')
  expect(fileName('tung-ngo-may', 'Đội hình Phổ Cường', now)).toBe(
    'tung-ngo-may-doi-hinh-pho-cuong-2026-11-24.csv',
  )
  expect(fileName('tung-ngo-unit-2026-11-01-2026-11-24', null, now)).toBe(
    'tung-ngo-unit-2026-11-01-2026-11-24.csv',
  )
})
