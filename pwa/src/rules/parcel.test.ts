import { describe, expect, it } from 'vitest'
import cases from '../../../sync/cases/bundle.json'
import { fromBase45, toBase45 } from './base45'
import {
  FRAME_SIGNS,
  fileOf,
  framesOf,
  fromBase64Url,
  Gathering,
  packParcel,
  readFile,
  readParcel,
} from './parcel'

const bytes = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const some = (length: number, seed = 7) =>
  Uint8Array.from({ length }, (_, at) => ((at + 1) * seed * 31) % 256)

const PARCEL = {
  from: 'Nguyễn Thị Lan',
  sessions: 40,
  bundles: [
    {
      device: '0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6',
      signature: some(64, 3),
      payload: some(3_000, 11),
    },
    { device: '0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6', signature: some(64, 5), payload: some(1) },
  ],
}

const CASES = cases.cases as { name: string; hex: string; text?: string; parcel?: Written }[]

interface Written {
  from: string
  sessions: number
  bundles: { device: string; signature: string; payload: string }[]
}

it.each(CASES.filter((one) => one.text !== undefined))('$name', ({ hex, text = '' }) => {
  if (hex !== null) expect(toBase45(bytes(hex))).toBe(text)
  expect(fromBase45(text)).toEqual(hex === null ? null : bytes(hex))
})

it('a parcel is read as it was packed', () => {
  expect(readParcel(packParcel(PARCEL))).toEqual(PARCEL)
})

it.each(CASES.filter((one) => one.parcel))('is byte for byte $name', ({ parcel, hex }) => {
  const bundles = (parcel?.bundles ?? []).map((one) => ({
    device: one.device,
    signature: bytes(one.signature),
    payload: bytes(one.payload),
  }))
  const { from = '', sessions = 0 } = parcel ?? {}
  expect(packParcel({ from, sessions, bundles })).toEqual(bytes(hex))
})

it('what is cut short, empty or strange is no parcel', () => {
  const packed = packParcel(PARCEL)
  for (let length = 0; length < packed.length; length += 37) {
    const cut = readParcel(packed.subarray(0, length))
    // Between two bundles a parcel may end: then it is a smaller one, which its hash would tell.
    expect(cut === null || cut.bundles.length === 1).toBe(true)
  }
  expect(readParcel(new TextEncoder().encode('TN2 something else'))).toBeNull()
})

describe('frames', () => {
  it('hold only what a QR code packs densely, are of one size and come in any order', async () => {
    const packed = packParcel(PARCEL)
    const frames = await framesOf(packed)
    expect(frames.length).toBeGreaterThan(4)
    for (const frame of frames) {
      expect(frame).toMatch(/^[0-9A-Z $%*+./:-]+\.$/)
      expect(frame.length).toBeLessThanOrEqual(FRAME_SIGNS + 30)
    }
    const gathering = new Gathering()
    for (const frame of [...frames].reverse()) {
      expect(await gathering.parcel()).toBeNull()
      expect(gathering.add(frame)).toBe(true)
      expect(gathering.add(frame)).toBe(false)
    }
    expect(await gathering.parcel()).toEqual(packed)
  })

  it('say which are missing', async () => {
    const frames = await framesOf(packParcel(PARCEL))
    const gathering = new Gathering()
    for (const [at, frame] of frames.entries()) if (at !== 1 && at !== 3) gathering.add(frame)
    expect(gathering.missing).toEqual([2, 4])
  })

  it('of another parcel begin anew, and none is put together of two', async () => {
    const [mine, other] = await Promise.all([
      framesOf(packParcel(PARCEL)),
      framesOf(packParcel({ ...PARCEL, from: 'Minh' })),
    ])
    const gathering = new Gathering()
    gathering.add(mine[0] ?? '')
    gathering.add(other[1] ?? '')
    expect(gathering.missing).not.toContain(2)
    expect(gathering.missing).toContain(1)
  })

  it('with a sign read wrongly are thrown away as a whole', async () => {
    const frames = await framesOf(packParcel(PARCEL))
    const gathering = new Gathering()
    const wrong = (frames[2] ?? '').replace(/..\.$/, '00.')
    for (const [at, frame] of frames.entries()) gathering.add(at === 2 ? wrong : frame)
    expect(await gathering.parcel()).toBeNull()
    expect(gathering.total).toBe(0)
  })

  it.each([
    '',
    'https://tungngo.example/j#c=ABC',
    'TN1:0123ABCD:0/4:AAA.',
    'TN1:0123ABCD:5/4:AAA.',
    'TN1:0123ABCD:1/999:AAA.',
    'TN1:xyz:1/4:AAA.',
  ])('anything else a camera sees is not one: %s', (text) => {
    expect(new Gathering().add(text)).toBe(false)
  })
})

describe('a file', () => {
  const packed = packParcel(PARCEL)
  const file = fileOf(packed, 'Từng Ngõ: 40 lượt của Nguyễn Thị Lan')

  it('is read back, also where a messenger put text around it', () => {
    expect(readFile(file)).toEqual(packed)
    expect(readFile(`Lan gửi:\r\n${file.replaceAll('\n', '\r\n')}\r\nNhận giúp nhé`)).toEqual(
      packed,
    )
  })

  it.each(['', 'chào', file.slice(0, -100), file.slice(0, 200)])(
    'that is not whole: %s',
    (text) => {
      const found = readFile(text)
      expect(found && readParcel(found)?.bundles.length).not.toBe(2)
    },
  )

  it('holds base64url', () => {
    expect(fromBase64Url('_-8')).toEqual(Uint8Array.from([0xff, 0xef]))
    expect(fromBase64Url('€')).toBeNull()
  })
})
