import { expect, it } from 'vitest'
import { digitsOf, isCode } from './code-field'
import { deviceName } from './device-name'
import { inFours } from './totp-setup'

it.each([
  ['Mozilla/5.0 (Linux; Android 14; SM-A155F) Chrome/126.0 Mobile Safari/537.36', 'android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1', 'iphone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15', 'mac'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36', 'windows'],
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0 Safari/537.36', 'other'],
])('%s is called %s', (agent, kind) => {
  expect(deviceName(agent)).toBe(`passkey.on.${kind}`)
})

it('groups a key by fours and leaves its end as it is', () => {
  expect(inFours('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP')
  expect(inFours('JBSWY3')).toBe('JBSW Y3')
})

it.each([
  ['123456', true],
  ['123 456', true],
  ['12345', false],
  ['1234567', false],
  ['abcdef', false],
])('"%s" is a code: %s', (typed, is) => {
  expect(isCode(typed)).toBe(is)
})

it('leaves the digits of a code that an app shows in two groups', () => {
  expect(digitsOf(' 123 456 ')).toBe('123456')
})
