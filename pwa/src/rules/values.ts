// Values as both languages see them: the twin of sync/values.py.

/** The JSON value with every text in it in NFC, names of objects too. */
export function nfc(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map(nfc)
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name.normalize('NFC'), nfc(inner)]),
    )
  }
  return value
}

/**
 * Whether two JSON values are one value (PROTOCOL 4.3): true is not 1, NFC and NFD are one text,
 * and a name that is absent from an object equals null there.
 */
export function same(a: unknown, b: unknown): boolean {
  return sameNfc(nfc(a), nfc(b))
}

function sameNfc(a: unknown, b: unknown): boolean {
  const left = a ?? null
  const right = b ?? null
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, at) => sameNfc(each, right[at]))
  }
  if (isObject(left) && isObject(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)])
    return [...names].every((name) => sameNfc(own(left, name), own(right, name)))
  }
  return left === right
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What an object says itself under a name: "constructor" is a name like any other. */
export function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
