// Where somebody lives or owns land: "số nhà 12", "số 12 đường Lê Lợi", "đ/c: 12 Lê Lợi", "thửa 45
// tờ 7", and as maps say it: a link to one, "7P8QRX6W+2C", 14°48'44"N, 14.8123°N.
//
// Nothing finer than a hamlet may be kept. Alleys, stalls, posts and schools with a number may.

import type { Claim } from './findings'
import { heroAt } from './heroes'
import { item, strip, words } from './lists'
import { DOUBTFUL_SURNAMES, SURNAMES } from './name-words'
import type { Writing } from './writing'

const STREETS = words('đường phố duong pho hẻm kiệt ngõ')
// With a number these are places everybody may know: "điểm số 2 đường Lê Lợi".
const PUBLIC = words(
  'diem chot cot cong to ban truong cau tuyen quay nhom doi phong sap lo cua tram kiet hem ngo ' +
    'khu mau muc hoc thpt thcs tdp pho cho den bien dien cum xom thon lop bai tru cap van',
)
const COUNTED = words('ho nha nguoi can cai tang luot xong da')
const PARCEL = words('thửa')
const HOUSES = words('so nha o tai sn chi c dc')
const BEGINNINGS: ReadonlySet<string> = new Set([...HOUSES, 'thua', 'to'])
const PARTS = 3
const LINKS = words('la cua so thu')
// Without "°" a decimal more: "12.000 b" may be said of money. NFKD makes "º" an "o".
const ON_MAPS =
  /(?:maps[.]app[.]goo[.]gl|goo[.]gl\/maps|google[.]com\/maps|maps[.]google[.]com|maps[.]apple[.]com|plus[.]codes)[/?][^ ;)]+|[0-9]{1,3} ?¤ ?[0-9]{1,2} ?['¤] ?[0-9][0-9.]{0,6} ?["'¤]{0,2} ?[nsewbd](?![a-z0-9])|[0-9]{1,3}[.,](?:[0-9]{3,9} ?[¤o] ?[nsewbd]|[0-9]{4,9} ?[nsew])(?![a-z0-9])/g
const PLUS_CODE = /(^|[^a-z0-9])([2-9cfghjmpqrvwx]{4,8}[+][2-9cfghjmpqrvwx]{2,3})(?![a-z0-9])/g

/** Give the last number of a house number that begins at a place: "45/2/6". */
function lastPart(note: Writing, at: number): number {
  let last = at
  while (last - at < PARTS && note.gap(last) === '/' && note.number(last + 1) !== '') last += 1
  return last
}

/** Give where a house number ends: "12", "45/2", "12a", "15/3B". */
function numberEnd(note: Writing, at: number): number {
  const last = lastPart(note, at)
  const lettered = note.text(last + 1).length === 1 && note.gap(last) === ''
  return item(note.tokens, lettered ? last + 1 : last).end
}

/** Tell whether "Trần Quang Diệu" or another name that streets bear begins at a place. */
function isCalledLikeSomebody(note: Writing, at: number): boolean {
  const family = note.spelled(at, SURNAMES) || note.spelled(at, DOUBTFUL_SURNAMES)
  const capitals = note.capital(at) && note.capital(at + 1) && note.joined(at)
  return (family && capitals) || heroAt(note, at) > 0
}

/** Tell whether a street begins at a place: "đường số 5", "đường Hoa Phượng", "Lê Lợi". */
function isStreet(note: Writing, at: number): boolean {
  if (!note.spelled(at, STREETS)) return isCalledLikeSomebody(note, at)
  const numbered = note.text(at + 1) === 'so' || note.number(at + 1) !== ''
  return numbered || note.capital(at + 1) || isCalledLikeSomebody(note, at + 1)
}

/** Give the place of the number after "số nhà" or "nhà số", or -1 where houses are counted. */
function countedHouse(note: Writing, at: number): number {
  const place = LINKS.has(note.text(at + 2)) ? at + 3 : at + 2
  const counted = note.text(at - 1) === 'tong' || COUNTED.has(note.text(place + 1))
  return counted ? -1 : place
}

/** Give the place of the house number that the words at a place speak of, or -1. */
function house(note: Writing, at: number): number {
  const word = note.text(at)
  const place = at + 1
  const pair = `${word} ${note.text(place)}`
  if (pair === 'so nha' || pair === 'nha so') return countedHouse(note, at)
  if (!HOUSES.has(word) || note.number(place) === '') return -1
  const street = lastPart(note, place) + 1
  if (isStreet(note, street)) return word === 'so' && PUBLIC.has(note.text(at - 1)) ? -1 : place
  if (word === 'so' || word === 'dc') return -1
  const short = word === 'sn' && note.number(place).length <= 3
  return short || note.spelled(street, STREETS) ? place : -1
}

/** Tell whether a word speaks of a piece of land, or of its sheet of the map. */
function beginsParcel(note: Writing, at: number): boolean {
  const then = note.text(at + 1)
  if (note.text(at) === 'thua') {
    const afterSheet = note.text(at - 2) === 'do' && note.number(at - 1) !== ''
    return note.spelled(at, PARCEL) || then === 'dat' || then === 'so' || afterSheet
  }
  if (note.text(at) !== 'to') return false
  const ofMap = then === 'ban' && note.text(at + 2) === 'do'
  return ofMap || [2, 3, 4].some((back) => note.text(at - back) === 'thua')
}

/** Give the place of the number of a piece of land or of its sheet, or -1. */
function parcel(note: Writing, at: number): number {
  if (!beginsParcel(note, at)) return -1
  let place = at + 1
  while (['dat', 'so', 'ban', 'do', 'la'].includes(note.text(place)) && place - at < 5) place += 1
  return ['m', 'ha', 'sao'].includes(note.text(place + 1)) ? -1 : place
}

/** Claim links to a place on a map, its plus code and its degrees, minutes and seconds. */
function onMaps(chars: string): Claim[] {
  const claims: Claim[] = []
  for (const found of chars.matchAll(ON_MAPS)) {
    claims.push({ kind: 'address', start: found.index, end: found.index + found[0].length })
  }
  for (const found of chars.matchAll(PLUS_CODE)) {
    const code = found[2] ?? ''
    const end = found.index + found[0].length
    if (!/^[0-9]{4}/.test(code)) claims.push({ kind: 'address', start: end - code.length, end })
  }
  return claims
}

/** Claim the numbers of houses and of pieces of land in a note, and places as maps write them. */
export function homes(note: Writing): Claim[] {
  const claims = onMaps(note.folded.chars)
  for (let at = 0; at < note.tokens.length; at += 1) {
    if (!BEGINNINGS.has(note.text(at))) continue
    for (const place of [house(note, at), parcel(note, at)]) {
      const count = note.number(place).length
      // After a comma, or a blank, stands another thing: "số nhà …, 3 người".
      const close = strip(note.gap(place - 1), ' :.=#-') === ''
      if (!close || count === 0 || count > 5) continue
      const { start } = item(note.tokens, place)
      claims.push({ kind: 'address', start, end: numberEnd(note, place) })
    }
  }
  return claims
}
