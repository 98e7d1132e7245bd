import { expect, test } from 'vitest'
import { stripMetadata } from './strip-metadata'

const bytes = (text: string) => new TextEncoder().encode(text)

function box(name: string, ...said: Uint8Array[]): Uint8Array {
  const whole = said.reduce((sum, one) => sum + one.length, 8)
  const made = new Uint8Array(whole)
  new DataView(made.buffer).setUint32(0, whole)
  made.set(bytes(name), 4)
  let at = 8
  for (const one of said) {
    made.set(one, at)
    at += one.length
  }
  return made
}

const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((one) => [...one]))
const read = (data: Uint8Array) => new TextDecoder('latin1').decode(data)

test('an M4A keeps its length and loses what it says of places and people', () => {
  const sound = box('mdat', bytes('udta is sound here'))
  const told = box('udta', bytes('+14.72+109.05 Lan'))
  const file = joined(
    box('ftyp', bytes('M4A ')),
    box('moov', box('trak', box('mdia', box('hdlr', bytes('soun'))), told), told),
    sound,
  )
  const clean = stripMetadata(file)
  expect(clean.length).toBe(file.length)
  expect(read(clean)).not.toContain('14.72')
  expect(read(clean)).not.toContain('Lan')
  expect(read(clean)).toContain('soun')
  expect(clean.slice(-sound.length)).toEqual(sound)
})

test('an MP3 loses the tags before and behind its sound', () => {
  const sound = Uint8Array.from([0xff, 0xfb, 0x50, 0xc4, 1, 2, 3])
  const before = joined(bytes('ID3'), Uint8Array.from([4, 0, 0, 0, 0, 1, 2]), new Uint8Array(130))
  const behind = joined(bytes('TAG'), new Uint8Array(125))
  expect(stripMetadata(joined(before, sound, behind))).toEqual(sound)
  expect(stripMetadata(sound)).toEqual(sound)
})

test('what is no recording stays as it is', () => {
  for (const text of ['', 'ID', 'OggS…', 'xxxxftyp', 'xxxxftyp\0\0\0\x04moov'])
    expect(read(stripMetadata(bytes(text))).slice(0, 2)).toBe(text.slice(0, 2))
})
