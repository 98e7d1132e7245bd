// Screening on the phone's side: the shared cases, and what must hold for any text. The twin's
// tests are tests/sync/test_screening.py.
import { describe, expect, it } from 'vitest'
import file from '../../../sync/cases/screening.json'
import { blank, findCitizenData, KINDS, toNfc } from './screening'

interface Case {
  name: string
  text: string
  findings: [string, number, number][]
  blanked: string
}

const cases = file.cases as Case[]

describe('screening.json', () => {
  it(`holds the ${file.count} cases it says`, () => {
    expect(cases.length).toBe(file.count)
    expect(new Set(cases.map((each) => each.name)).size).toBe(file.count)
    const hostile = cases.filter((each) => each.findings.length > 0)
    expect(hostile.length).toBeGreaterThanOrEqual(80)
    expect(cases.length - hostile.length).toBeGreaterThanOrEqual(120)
    const kinds = new Set(hostile.flatMap((each) => each.findings.map(([kind]) => kind)))
    expect([...kinds].sort()).toEqual([...KINDS].sort())
  })
})

it.each(cases)('finds: $name', (each) => {
  const found = findCitizenData(each.text).map(({ kind, start, end }) => [kind, start, end])
  expect(found).toEqual(each.findings)
})

it.each(cases)('blanks: $name', (each) => {
  expect(blank(each.text)).toBe(each.blanked)
  expect(findCitizenData(each.blanked)).toEqual([])
  expect(blank(each.blanked)).toBe(each.blanked)
})

it('counts offsets in code points, so that what is found can be cut out', () => {
  const note = toNfc('👍 bác Bẩy 0912 345 678 nhé')
  const found = findCitizenData(note)
  expect(found).toEqual([{ kind: 'phone_number', start: 10, end: 22 }])
  expect(Array.from(note).slice(10, 22).join('')).toBe('0912 345 678')
})

it('takes halves of characters', () => {
  // Not in the file, since not every reader of JSON takes them.
  const note = '\ud800 0912345678 \udc00'
  expect(findCitizenData(note)).toEqual([{ kind: 'phone_number', start: 2, end: 12 }])
  expect(blank(note)).toBe('\ud800 … \udc00')
})

it('does not look for kinds that are allowed', () => {
  const note = 'Nguyễn Thị Lan 0912345678'
  expect(findCitizenData(note, ['person_name']).map(({ kind }) => kind)).toEqual(['phone_number'])
  expect(blank(note, ['person_name'])).toBe('Nguyễn Thị Lan …')
})

// Each makes one rule do as much work as it can; a rule that looked at every place from every
// other would need minutes for these, on a phone that screens at each key.
const TIRING = [
  ...['1', '1 ', '1/1/', '000.', '0912345678 ', '(84) ', '1o', 'o1a', 'hai 1 ', 'o '],
  ...['mk ', 'mk:', 'mk-', 'mk a1b2c3 ', 'mk: a b c d ', 'mk:abc', 'mật khẩu ', 'otp 1 '],
  ...['@', 'a@', 'a@a.b ', 'a.', 'at ', 'acong x.', 'gmail.', '123456 stk '],
  ...['Nguyễn ', 'Đỗ A. ', 'le thi a ', 'Lê Lợi', 'sinh ', 'sinh 1/', 'sn 1 ', '12/', '1 tháng '],
  ...['số 1/', 'số nhà ', 'số 1 đường ', 'thửa ', 'tờ bản đồ 1 ', '76a', '76a-', 'xe 76a '],
  ...['000.00.00.', 'h48.15-250611-', 'b1234567', 'facebook.com/', 't.me/aa', 'fb ', 'fb @a1 '],
  ...['zalo tên ', 'tên đăng nhập ', 'gmail là a 1 ', 'go meo ', 'a go meo ', 'mật khẩu là a '],
  ...['mươi ', 'chín mươi ', 'một trăm ', 'le ', 'otp bốn ', 'bốn là mã ', 'đuôi 1 ', '6 số '],
  ...['mã của 1 ', 'nhập 123456 ', 'soạn gửi 1 ', '0x80070005 ', '1.000001.', '10 ', '0700 '],
  ...['0730-1100', '2 x 3 = 6 ', 'lỗi 1 '],
  ...[' ', '\0', '\ud800', '😀', 'ﷺ', '\u0301\u0316'],
]

it.each(TIRING.map((piece) => [JSON.stringify(piece), piece]))(
  'takes a long text of %s',
  (_, piece) => {
    const text = piece.repeat(Math.floor(20_000 / piece.length))
    expect(findCitizenData(blank(text))).toEqual([])
  },
)

it('accepts a megabyte', () => {
  const text = 'Gọi 0912 345 678, mk: Abc@123! '.repeat(32_000)
  expect(findCitizenData(text).length).toBe(64_000)
}, 60_000)

it('cuts towers of marks once', () => {
  const tower = toNfc(`a${'\u0301\u0316'.repeat(2_000)}`)
  expect(tower.length).toBeLessThan(40)
  expect(toNfc(tower)).toBe(tower)
})
