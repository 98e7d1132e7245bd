import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { takeResetToken } from './reset'

const TOKEN = `v1.${'a'.repeat(43)}`
const wiped = vi.fn()

beforeEach(() => vi.stubGlobal('history', { state: null, replaceState: wiped.mockClear() }))
afterEach(() => vi.unstubAllGlobals())

const at = (hash: string) => vi.stubGlobal('location', { pathname: '/reset', search: '', hash })

it('takes the token and wipes it from the address', () => {
  at(`#${TOKEN}`)
  expect(takeResetToken()).toBe(TOKEN)
  expect(wiped).toHaveBeenCalledWith(null, '', '/reset')
})

it('wipes also what is no token of ours', () => {
  at('#v2.something')
  expect(takeResetToken()).toBeNull()
  expect(wiped).toHaveBeenCalledOnce()
})

it('finds none in an address without a fragment', () => {
  at('')
  expect(takeResetToken()).toBeNull()
  expect(wiped).not.toHaveBeenCalled()
})
