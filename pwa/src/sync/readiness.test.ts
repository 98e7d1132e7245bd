import { afterEach, expect, it } from 'vitest'
import { setStatus } from '../store/status'
import { browserName, readiness } from './readiness'

afterEach(() => setStatus({ storage: null }))

const GECKO = 'AppleWebKit/537.36 (KHTML, like Gecko)'

it.each([
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${GECKO} Chrome/120.0.0.0 Mobile Safari/537.36`,
    'Chrome 120',
  ],
  [
    `Mozilla/5.0 (Linux; Android 9) ${GECKO} SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36`,
    'Samsung 23',
  ],
  [
    `Mozilla/5.0 (Linux; Android 9) ${GECKO} coc_coc_browser/121.0 Chrome/115.0 Safari/537.36`,
    'CocCoc 121',
  ],
  [
    `Mozilla/5.0 (Linux; Android 9) ${GECKO} Chrome/114.0 Mobile Safari/537.36 OPR/76.2`,
    'Opera 76',
  ],
  [`Mozilla/5.0 (Windows NT 10.0) ${GECKO} Chrome/119.0 Safari/537.36 Edg/119.0`, 'Edge 119'],
  ['Mozilla/5.0 (Android 13; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0', 'Firefox 121'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 CriOS/119.0 Mobile Safari/604',
    'Chrome 119',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Version/17.0 Mobile Safari/604',
    'Safari 17',
  ],
  ['curl/8.0', null],
])('names the browser: %s', (agent, name) => {
  expect(browserName(agent)).toBe(name)
  // What the server keeps; anything else it drops.
  if (name) expect(name).toMatch(/^[A-Za-z]{2,12} [0-9]{1,4}$/)
})

it('says nothing before the browser was asked, so that nothing known is overwritten', () => {
  expect(readiness()).toBeNull()
})

it('says what room is left, in whole megabytes', () => {
  setStatus({ storage: { persisted: true, usage: 3_000_000, quota: 100_000_000 } })
  expect(readiness()).toMatchObject({ installed: false, persisted: true, room_mb: 93 })
  setStatus({ storage: { persisted: false, usage: null, quota: null } })
  expect(readiness()).toMatchObject({ persisted: false, room_mb: null })
})
