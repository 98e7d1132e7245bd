import { expect, it } from 'vitest'
import { nameOf } from './first-use'

it('tells builds of one file from another file', () => {
  const at = (path: string) => nameOf(`https://tungngo.vn${path}`)
  expect(at('/assets/desk/totals-ByBStJlY.js')).toBe(at('/assets/desk/totals-C_t-SuEx.js'))
  expect(at('/assets/desk/totals-ByBStJlY.js')).not.toBe(at('/assets/desk/team-ByBStJlY.js'))
  expect(at('/assets/zxing_reader-Bb9Mx2Pu.wasm')).toBe('/assets/zxing_reader.wasm')
})
