/** Boxes of an MP4 that hold names, places and pictures beside the sound (ISO/IEC 14496-12). */
const TELLING = ['udta', 'meta', 'uuid', 'free', 'skip']
const WITHIN = ['moov', 'trak', 'mdia', 'minf', 'stbl']
const FREE = [...'free'].map((one) => one.charCodeAt(0))
const HEAD = 8

/**
 * A recording without what its file says beside the sound: tags of an MP3 are left out; those of an M4A are
 * blanked where they stand, since all else is found by where it stands. What is no such file is as it was.
 */
export function stripMetadata(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(file)
  if (textAt(copy, 4, 4) === 'ftyp') {
    blank(copy, 0, copy.length)
    return copy
  }
  return withoutTags(copy)
}

function blank(data: Uint8Array, from: number, to: number): void {
  const view = new DataView(data.buffer, data.byteOffset)
  for (let at = from; at + HEAD <= to; ) {
    const size = view.getUint32(at)
    if (size < HEAD || at + size > to) return
    const name = textAt(data, at + 4, 4)
    if (TELLING.includes(name)) {
      data.set(FREE, at + 4)
      data.fill(0, at + HEAD, at + size)
    } else if (WITHIN.includes(name)) blank(data, at + HEAD, at + size)
    at += size
  }
}

/** Those before the sound (ID3v2, whose length has seven bits a byte) and behind it (ID3v1). */
function withoutTags(data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let [from, to] = [0, data.length]
  while (textAt(data, from, 3) === 'ID3') {
    const length = [6, 7, 8, 9].reduce((sum, n) => sum * 128 + (data[from + n] ?? 0), 0)
    from += 10 + length
  }
  if (textAt(data, to - 128, 3) === 'TAG') to -= 128
  return data.slice(from, to)
}

const textAt = (data: Uint8Array, at: number, length: number): string =>
  at < 0 ? '' : String.fromCharCode(...data.subarray(at, at + length))
