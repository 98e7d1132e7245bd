import { expect, it } from 'vitest'
import guides from '../../../server/guides/data/guides.json'
import { findGuides } from './find-guides'
import type { Guide } from './guides'

const step = (vi: string, en = vi) => ({ vi, en, picture: null, never: false })
const guide = (code: string, title_vi: string, ...steps: string[]): Guide => ({
  code,
  version: 1,
  title_vi,
  title_en: `${code} in English`,
  sort: 1,
  active: true,
  services: [],
  steps: steps.map((vi) => step(vi, `${vi} (en)`)),
})
const ALL = [
  guide('NFC', 'Đăng nhập máy mới', 'Bật NFC trong Cài đặt.', 'Tháo ốp lưng.'),
  guide('OTP', 'Kích hoạt tài khoản', 'Mã OTP gửi về máy.', 'Đặt mật khẩu.'),
]
const found = (typed: string, language: 'vi' | 'en' = 'vi') =>
  findGuides(ALL, typed, language).map((one) => [one.guide.code, one.sentence])

it('shows all while nothing is typed', () => {
  expect(found('  ')).toEqual([
    ['NFC', null],
    ['OTP', null],
  ])
})

it.each([
  ['dang nhap', 'NFC', null],
  ['ĐĂNG  nhập', 'NFC', null],
  ['op lung', 'NFC', 'Tháo ốp lưng.'],
  ['đặt trong nfc', 'NFC', 'Bật NFC trong Cài đặt.'],
  ['mat khau', 'OTP', 'Đặt mật khẩu.'],
])('finds %s with or without marks, in any order', (typed, code, sentence) => {
  expect(found(typed)).toEqual([[code, sentence]])
})

it('wants all words, in any order, wherever they stand in a guide', () => {
  expect(found('lưng nfc')).toEqual([['NFC', 'Bật NFC trong Cài đặt.']])
  expect(found('nfc lung')).toEqual(found('lưng nfc'))
  expect(found('otp nfc xyz')).toEqual([])
})

it('puts first what bears the words in its title, though it stands further down', () => {
  const later = guide('LATER', 'Đặt mật khẩu mới', 'Mở Cài đặt.')
  const codes = findGuides([...ALL, later], 'mat khau', 'vi').map((one) => one.guide.code)
  expect(codes).toEqual(['LATER', 'OTP'])
})

it('looks in the language that is shown', () => {
  expect(found('otp english', 'en')).toEqual([['OTP', null]])
  expect(found('otp english')).toEqual([])
})

it.each([
  ['khong nhan duoc otp', 'KICHHOAT'],
  ['chua nhan duoc ma xac thuc', 'QUENMK'],
  ['quen mat khau', 'QUENMK'],
  ['quên mk vneid', 'QUENMK'],
  ['tra cuu bhyt', 'BHYT'],
  ['xem thẻ bảo hiểm y tế', 'BHYT'],
  ['quên mật khẩu zalo', 'QUENMK'],
])('finds what volunteers type: %s', (typed, code) => {
  const all = guides as unknown as Guide[]
  expect(findGuides(all, typed, 'vi')[0]?.guide.code).toBe(code)
})
