const SIGNS = [
  ['Chrome', 'CriOS/'],
  ['Firefox', 'FxiOS/'],
  ['Edge', 'EdgiOS/'],
] as const

export type IosBrowser = 'Safari' | (typeof SIGNS)[number][0]

/** Which browser of an iPhone this is; all of them also say Safari. */
export function iosBrowser(userAgent = globalThis.navigator?.userAgent ?? ''): IosBrowser {
  return SIGNS.find(([, sign]) => userAgent.includes(sign))?.[0] ?? 'Safari'
}
