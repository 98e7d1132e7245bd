import { expect, it } from 'vitest'
import { matches } from './matching'

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
