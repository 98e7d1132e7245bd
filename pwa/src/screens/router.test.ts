// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import { address, go, match, moves, startRouter } from './router'
import { setQuery } from './shared/set-query'

beforeEach(() => go('/', { replace: true }))

it('names the parts of a path', () => {
  expect(match('/desk/team/:id', '/desk/team/7c')).toEqual({ id: '7c' })
  expect(match('/desk/team/:id', '/desk/teams')).toBeNull()
  expect(match('/', '/')).toEqual({})
  expect(match('/session/:id', '/session/%E0%A4%A')).toEqual({ id: '%E0%A4%A' })
})

it('goes to a screen and counts the step', () => {
  const before = moves.value
  go('/sent?x=1')
  expect(address.value.path).toBe('/sent')
  expect(address.value.query.get('x')).toBe('1')
  expect(moves.value).toBe(before + 1)
})

it('keeps filters in the address without a step', () => {
  go('/desk?unit=u')
  const before = moves.value
  setQuery({ period: 'week', unit: undefined })
  expect(location.search).toBe('?period=week')
  expect(moves.value).toBe(before)
})

it('follows plain links and leaves the others to the browser', () => {
  startRouter()
  document.body.innerHTML = '<a id="ours" href="/me">Tôi</a><a id="api" href="/api/x">x</a>'
  document.getElementById('ours')?.click()
  expect(address.value.path).toBe('/me')
  const event = new MouseEvent('click', { bubbles: true, cancelable: true })
  document.getElementById('api')?.addEventListener('click', (e) => e.preventDefault())
  document.getElementById('api')?.dispatchEvent(event)
  expect(address.value.path).toBe('/me')
})
