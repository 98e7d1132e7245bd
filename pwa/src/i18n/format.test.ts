import { afterEach, expect, it } from 'vitest'
import { formatInstant, inVietnam, isDay, shiftDay, weekStart } from './dates'
import { formatDay, formatNumber } from './format'
import { language } from './language'
import { fold, readNumber } from './parse'

afterEach(() => {
  language.value = 'vi'
})

it('writes numbers as the language does', () => {
  expect(formatNumber(1234567.5)).toBe('1.234.567,5')
  expect(formatNumber(0)).toBe('0')
  expect(formatNumber(-12)).toBe('−12')
  language.value = 'en'
  expect(formatNumber(1234567.5)).toBe('1,234,567.5')
})

it('reads whole numbers however grouped', () => {
  expect(readNumber('1.234')).toBe(1234)
  expect(readNumber(' 30 ')).toBe(30)
  expect(readNumber('ba')).toBeNull()
  expect(readNumber('-3')).toBeNull()
  expect(readNumber('3,5')).toBeNull()
  expect(readNumber('1.5')).toBeNull()
  expect(readNumber('7.50')).toBeNull()
})

it('writes days and times of Vietnam, wherever the phone thinks it is', () => {
  expect(formatDay('2026-11-05')).toBe('05/11/2026')
  expect(inVietnam('2026-11-23T23:30:00Z')).toEqual({ day: '2026-11-24', time: '06:30' })
  const noon = Date.parse('2026-11-24T05:00:00Z')
  expect(formatInstant('2026-11-24T07:05:00+07:00', noon)).toBe('07:05')
  expect(formatInstant('2026-11-22T08:00:00+07:00', noon)).toBe('22/11/2026 08:00')
  expect(formatInstant('never', noon)).toBe('')
})

it('knows the days of the calendar', () => {
  for (const day of ['2026-11-05', '2028-02-29', '0001-01-01']) expect(isDay(day)).toBe(true)
  for (const day of ['2026-13-01', '2026-99-99', '0000-00-00', '0000-01-01', '2026-02-31'])
    expect(isDay(day)).toBe(false)
  for (const day of ['2027-02-29', '2026-11-00', '2026-1-1', '2026-11-05T', ''])
    expect(isDay(day)).toBe(false)
})

it('counts days and weeks from Monday', () => {
  expect(shiftDay('2026-03-01', -1)).toBe('2026-02-28')
  expect(weekStart('2026-11-24')).toBe('2026-11-23')
  expect(weekStart('2026-11-29')).toBe('2026-11-23')
})

it('finds names without their marks', () => {
  expect(fold('Đức Phổ')).toBe('duc pho')
  expect(fold('Ðức ɖồng')).toBe('duc dong') // drawn alike, and other letters
  expect(fold('Hoà')).toBe(fold('Hòa'))
})
