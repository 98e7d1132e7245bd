import { expect, it } from 'vitest'
import { evictionOrder, isNearlyFull, type KeptFile } from './eviction'

const TODAY = '2026-11-24'
const over = { first: '2026-11-20', last: '2026-11-23' }
const now = { first: '2026-11-23', last: '2026-11-25' }
const file = (address: string, as: KeptFile['as'], more: Partial<KeptFile> = {}): KeptFile => ({
  address,
  as,
  of: null,
  opened: TODAY,
  ...more,
})

it('pictures of pages go first, then files that nobody opened for two weeks, then texts of what is over', () => {
  const files = [
    file('text of a unit', 'text'),
    file('text of what is over', 'text', { of: over }),
    file('file of two weeks ago', 'original', { opened: '2026-11-10' }),
    file('file of thirteen days ago', 'original', { opened: '2026-11-11' }),
    file('file that nobody knows of', 'original', { opened: null }),
    file('page', 'pages'),
    file('page of what is over', 'pages', { of: over }),
    file('text of what is to come', 'text', { of: { first: '2026-11-25', last: '2026-11-25' } }),
  ]
  expect(evictionOrder(files, TODAY)).toEqual([
    ['page', 'page of what is over'],
    ['file of two weeks ago', 'file that nobody knows of'],
    ['text of what is over'],
  ])
})

it('what an activity of today needs stays, whoever else has it too', () => {
  const files = [
    file('shared', 'pages'),
    file('shared', 'pages', { of: now }),
    file('text', 'text', { of: now }),
    file('file', 'original', { of: now, opened: null }),
    file('last day', 'original', { of: { first: TODAY, last: TODAY }, opened: null }),
  ]
  expect(evictionOrder(files, TODAY).flat()).toEqual([])
})

it('a phone is nearly full at 60 MB or a twentieth', () => {
  expect(isNearlyFull(0, 60_000_000)).toBe(false)
  expect(isNearlyFull(1, 60_000_000)).toBe(true)
  expect(isNearlyFull(1_900_000_000, 2_000_000_000)).toBe(false)
  expect(isNearlyFull(1_900_000_001, 2_000_000_000)).toBe(true)
})
