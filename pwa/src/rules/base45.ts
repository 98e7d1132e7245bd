// Base45 (RFC 9285): bytes as the text that QR codes hold most densely, two bytes in three signs.

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const VALUES = new Map([...SIGNS].map((sign, value) => [sign, value]))

export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    let n = pair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0)
    for (let left = pair ? 3 : 2; left > 0; left -= 1) {
      text += SIGNS[n % 45]
      n = Math.floor(n / 45)
    }
  }
  return text
}

/** Null for what is no Base45. */
export function fromBase45(text: string): Uint8Array | null {
  const found: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const values = [...text.slice(at, at + 3)].map((sign) => VALUES.get(sign) ?? Number.NaN)
    const n = values.reduceRight((sum, value) => sum * 45 + value, 0)
    const most = [0, -1, 0xff, 0xffff][values.length] ?? -1
    if (!(n <= most)) return null
    if (values.length === 3) found.push(n >> 8)
    found.push(n & 0xff)
  }
  return Uint8Array.from(found)
}
