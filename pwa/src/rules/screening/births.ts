// Days and years of birth: "sinh ngày 12/03/1975", "ns: 12.3.75", "bà Lan sn 1952", "bà cụ 12/3/60".
//
// Years of birth of many ("sinh từ 1950", "học sinh sinh năm 2010", "sinh 1945, 1951") tell of
// nobody.

import type { Claim } from './findings'
import { OTHER } from './folding'
import { item, strip, words } from './lists'
import { TITLES } from './name-words'
import type { Writing } from './writing'

const FIRST = 1900
const LAST = 2029
const REACH = 6

const NO_BIRTH_AFTER = words(
  'hoc ve an khai thi phat ho tai trung y si vi loai hy moi du ky giam song giao loi',
)
const NO_BIRTH_BEFORE = words('hoat vien trac hoc ke con loi thai to doi san thanh ly ton')
// May stand between "sinh" and the day, and between "sinh" and the year.
const BEFORE_DAY = words(
  'ngay nam thang la vao cua bac ba ong co chu di cau anh chi em cu chau no me tren cccd the ' +
    'giay to dung sai ghi that nhat khai sinh bhyt moi phai',
)
const BEFORE_YEAR = words(
  'nam la vao cua bac ba ong co chu di cau anh chi em cu chau no that dung ghi',
)
// Who were born in one year together.
const MANY = words(
  'tre cac nhung nguoi lua nhom doi tuong hoc sinh thanh nien cong dan khoa khoi ai',
)
const GOING_ON = words('tro den toi hoac va do')
const UNITS = words('m m2 kg d k dong nghin ngan tan nguoi luot ho to phieu suat nay')
const SIGNS = ['/', '.', '-']
// No other whole day of so long ago stands in a note of help; these are celebrated.
const LONG_AGO = '2012'
const FEASTS = ['30 4 1975', '2 9 1945', '26 3 1931']
const SHORT_LONG_AGO = '30'

const isBetween = (digits: string, longest: number, least: number, most: number) =>
  digits !== '' && digits.length <= longest && least <= Number(digits) && Number(digits) <= most
const isDay = (digits: string) => isBetween(digits, 2, 1, 31)
const isMonth = (digits: string) => isBetween(digits, 2, 1, 12)
const isYear = (digits: string) => digits.length === 4 && isBetween(digits, 4, FIRST, LAST)

function claimed(note: Writing, first: number, last: number): Claim {
  const { start } = item(note.tokens, first)
  return { kind: 'birth_date', start, end: item(note.tokens, last).end }
}

/** Give the sign between two numbers of a date, or "". */
function signAfter(note: Writing, at: number): string {
  const gap = note.gap(at)
  const sign = strip(gap, ' ')
  return SIGNS.includes(sign) && gap.length <= 3 ? sign : ''
}

/** Give the last token of "12 tháng 3 năm 1975" or "12/3 năm 1975", or -1. */
function spokenDate(note: Writing, at: number): number {
  const said = note.text(at + 1) === 'thang'
  if (!said && signAfter(note, at) === '') return -1
  const month = said ? at + 2 : at + 1
  const year = note.text(month + 1) === 'nam' ? month + 2 : month + 1
  const fits = isDay(note.number(at)) && isMonth(note.number(month))
  return fits && (said || year === month + 2) && isYear(note.number(year)) ? year : -1
}

/** Give the last token of a day or month of birth that begins at a number, or -1. */
function dateAt(note: Writing, at: number): number {
  const spoken = spokenDate(note, at)
  if (spoken >= 0) return spoken
  const day = note.number(at)
  const month = note.number(at + 1)
  const year = note.number(at + 2)
  const sign = signAfter(note, at)
  if (sign !== '' && sign === signAfter(note, at + 1) && isDay(day) && isMonth(month)) {
    if (year.length === 2 || isYear(year)) return at + 2
  }
  if (sign !== '' && isMonth(day) && isYear(month)) return at + 1
  const whole = day.length === 8 && isDay(day.slice(0, 2)) && isMonth(day.slice(2, 4))
  return whole && isYear(day.slice(4)) && day.slice(4) < '2020' ? at : -1
}

/** Tell whether a word says that a birth follows. */
function begins(note: Writing, at: number): boolean {
  const word = note.text(at)
  if (word === 'sn' || word === 'ns') return true
  if (word !== 'n' && word !== 's' && word !== 'sinh') return false
  const before = note.text(at - 1)
  if ((before === 's' && word === 'n') || (before === 'n' && word === 's')) return true
  if (word !== 'sinh' || NO_BIRTH_BEFORE.has(note.text(at + 1))) return false
  return !NO_BIRTH_AFTER.has(before)
}

/** Tell whether a birth is celebrated: "kỷ niệm 136 năm ngày sinh". */
function isFeast(note: Writing, at: number): boolean {
  return [1, 2, 3, 4, 5].some((back) => note.text(at - back) === 'niem')
}

/** Tell whether a year of birth is that of many people. */
function isOfMany(note: Writing, at: number, year: number): boolean {
  const begin = note.text(at - 1) === 'nam' ? at - 1 : at
  if (MANY.has(note.text(begin - 1)) || MANY.has(note.text(begin - 2))) return true
  const counted = note.number(begin - 2) !== '' && note.text(begin - 1) !== ''
  if (note.number(begin - 1) !== '' || counted) return true
  const parted = ['-', ',', '/', ';'].includes(strip(note.gap(year), ' '))
  if (parted && isYear(note.number(year + 1))) return true
  return note.joined(year) && GOING_ON.has(note.text(year + 1))
}

/** Give the last token of the day or year of birth at a number after the word at `at`, or -1. */
function lastOfBirth(note: Writing, at: number, place: number, direct: boolean): number {
  const last = dateAt(note, place)
  const year = note.number(place)
  // By its last two figures: "sinh năm 62", "năm sinh 62".
  const said = note.text(place - 1) === 'nam' || note.text(place - 2) === 'nam'
  const short = said && year.length === 2 && year >= SHORT_LONG_AGO
  if (last >= 0 || !direct || !(short || isYear(year))) return last
  const budget = note.text(at) !== 'sinh' && year > '2020'
  return budget || isOfMany(note, at, place) ? -1 : place
}

/** Read the day or year of birth after the word at a place. */
function born(note: Writing, at: number): Claim | null {
  if (isFeast(note, at)) return null
  let direct = true
  for (let place = at + 1; place <= at + REACH; place += 1) {
    if (note.gap(place - 1).includes(OTHER)) return null // what was there has been blanked
    if (note.number(place) !== '') {
      const last = lastOfBirth(note, at, place, direct)
      return last < 0 ? null : claimed(note, place, last)
    }
    if (!BEFORE_DAY.has(note.text(place))) return null
    direct = direct && BEFORE_YEAR.has(note.text(place))
  }
  return null
}

/** Claim the day or year that stands right after somebody's name: "Nguyễn Thị Lan, 1952". */
export function yearBeside(note: Writing, last: number): Claim[] {
  const place = last + 1
  const gap = note.gap(last)
  if (note.number(place) === '' || strip(gap, ' ,(:;-') !== '' || gap.length > 3) return []
  const end = dateAt(note, place)
  if (end >= 0) return [claimed(note, place, end)]
  const year = isYear(note.number(place)) && !UNITS.has(note.text(place + 1))
  return year ? [claimed(note, place, place)] : []
}

/** Read the year after somebody's given name: "bà Lan (1952)", where nothing goes on after it. */
function aged(note: Writing, at: number): Claim | null {
  const year = note.number(at)
  if (!isYear(year) || year >= '2000') return null
  if (!note.joined(at - 2) || !note.spelled(at - 2, TITLES)) return null
  const gap = note.gap(at - 1)
  const sign = strip(gap, ' ')
  const written = note.capital(at - 1) || (sign !== '' && !note.unmarked(at - 2))
  const ends = at + 1 === note.tokens.length || strip(note.gap(at), ' ') !== ''
  const fits = written && ends && ['', ',', '(', '-'].includes(sign) && gap.length <= 3
  return fits ? claimed(note, at, at) : null
}

/** Tell whether a whole day is of so long ago that it can only be a birth: "bà cụ 12/3/60". */
function isOld(note: Writing, at: number): boolean {
  const year = note.number(at + 2)
  if (year.length === 2) {
    const titled = note.spelled(at - 1, TITLES) || note.spelled(at - 2, TITLES)
    return titled && note.joined(at - 1) && year >= SHORT_LONG_AGO
  }
  const day = [at, at + 1, at + 2].map((place) => Number(note.number(place))).join(' ')
  return year < LONG_AGO && !FEASTS.includes(day)
}

/** Read a whole day of long ago that no word calls a birth: "12/3/1960", or "bà cụ 12/3/60". */
function longAgo(note: Writing, at: number): Claim | null {
  const last = at + 2
  if (signAfter(note, at) === '' || note.number(last) === '') return null
  if (signAfter(note, at - 1) !== '' || dateAt(note, at) !== last || !isOld(note, at)) return null
  const issued = note.text(at - 1) === 'cap' || note.text(at - 2) === 'cap'
  return issued || isFeast(note, at) ? null : claimed(note, at, last)
}

/** Claim the days and years of birth in a note. */
export function births(note: Writing): Claim[] {
  const claims: Claim[] = []
  for (let at = 0; at < note.tokens.length; at += 1) {
    const claim = begins(note, at) ? born(note, at) : (aged(note, at) ?? longAgo(note, at))
    if (claim !== null) claims.push(claim)
  }
  return claims
}
