import { expect, it } from 'vitest'
import type { Catalogue } from '../queries'
import { usualAffiliation } from './shared/options'

const offering = (...codes: string[]) =>
  ({ affiliations: codes.map((code) => ({ code })) }) as unknown as Catalogue

it('takes people to be of the Union while it is offered, and else of what is offered first', () => {
  expect(usualAffiliation(offering('CONGAN', 'DOAN'))).toBe('DOAN')
  expect(usualAffiliation(offering('CONGAN', 'DN'))).toBe('CONGAN')
  expect(usualAffiliation(undefined)).toBe('DOAN')
})
