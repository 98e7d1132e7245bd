import { expect, it } from 'vitest'
import { readLines, writeLines } from './programme-lines'

const line = (
  start: string | null,
  title: string,
  minutes: number | null = null,
  by: string | null = null,
) => ({
  slot: 1,
  start,
  minutes,
  title,
  by,
})

it.each([
  [
    '8h00 Báo cáo chính trị | Bí thư Đoàn phường',
    line('08:00', 'Báo cáo chính trị', null, 'Bí thư Đoàn phường'),
  ],
  ['07:30 – 08:00: Đón tiếp đại biểu', line('07:30', 'Đón tiếp đại biểu', 30)],
  ['7g30-8g15 Văn nghệ', line('07:30', 'Văn nghệ', 45)],
  ['Từ 9 giờ 05 đến 9 giờ 20 Giải lao', line('09:05', 'Giải lao', 15)],
  [
    '1. 14h Tham luận\tĐoàn xã Khánh Cường',
    line('14:00', 'Tham luận', null, 'Đoàn xã Khánh Cường'),
  ],
  ['- Chào cờ', line(null, 'Chào cờ')],
  ['10.30 Bế mạc', line('10:30', 'Bế mạc')],
  ['25h00 Không phải giờ', line(null, '25h00 Không phải giờ')],
  ['3 tham luận tiêu biểu', line(null, '3 tham luận tiêu biểu')],
])('%s', (typed, read) => {
  expect(readLines(typed, 1)).toEqual([read])
})

it('what is written is read again as it was', () => {
  const lines = [
    line('07:30', 'Đón tiếp đại biểu', 30),
    line(null, 'Chào cờ', null, 'Ban tổ chức'),
    line('08:00', 'Báo cáo chính trị'),
  ]
  expect(readLines(writeLines(lines), 1)).toEqual(lines)
})

it('empty lines and lines of marks are none', () => {
  expect(readLines('\n  \n8h00\n–\n', 1)).toEqual([])
})
