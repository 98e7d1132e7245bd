import { expect, it } from 'vitest'
import { fileName } from './file-name'

it('says when a file was made as the clock in Vietnam does', () => {
  expect(fileName(new Date('2026-11-24T18:05:00Z'))).toBe('tung-ngo-2026-11-25-01-05.txt')
})
