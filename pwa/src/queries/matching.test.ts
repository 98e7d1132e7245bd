import { expect, it } from 'vitest'
import { findAll, missingWords } from './matching'

const matches = (typed: string, text: string) => missingWords(typed, text) === 0

it('finds a word by its beginning, with or without marks', () => {
  expect(matches('mat khau', 'Lấy lại mật khẩu, passcode')).toBe(true)
  expect(matches('Khẩu MẬT', 'Lấy lại mật khẩu, passcode')).toBe(true)
  expect(matches('do', 'Đội')).toBe(true)
  expect(matches('hau', 'mật khẩu')).toBe(false)
})

it('takes commas and strokes for the ends of words', () => {
  expect(matches('otp', 'Đăng nhập trên máy mới (NFC/OTP)')).toBe(true)
  expect(matches('NFC, máy', 'Đăng nhập trên máy mới (NFC/OTP)')).toBe(true)
})

it('finds everything by nothing', () => {
  expect(matches(' ', 'Zalo')).toBe(true)
})

it('takes a word that is written apart or at the end of another one', () => {
  expect(matches('wifi', 'Chỉnh Wi-Fi, 4G')).toBe(true)
  expect(matches('passcode', 'Lấy lại mật khẩu, pass code')).toBe(true)
  expect(matches('khau', 'mật khẩu')).toBe(true)
  expect(matches('hau', 'mật khẩu')).toBe(false)
})

it('takes other names of the same thing', () => {
  expect(matches('quên mk', 'Lấy lại mật khẩu')).toBe(true)
  expect(matches('ma xac thuc', 'Nhập OTP')).toBe(true)
  expect(matches('the bao hiem y te', 'Thẻ BHYT điện tử')).toBe(true)
  expect(matches('bhyt', 'Bảo hiểm xã hội')).toBe(false)
})

it('puts first what has more of the words in its name, and leaves out what lacks one', () => {
  const texts = [['Zalo', 'mật khẩu'], ['Mật khẩu'], ['Mật']]
  expect(findAll(texts, 'mat khau', (one) => one)).toEqual([texts[1], texts[0]])
})
