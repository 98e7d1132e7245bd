import { expect, it } from 'vitest'
import type { Catalogue } from '../queries'
import { nameOfSession } from './labels'
import { usualAffiliation } from './shared/options'

const offering = (...codes: string[]) =>
  ({ affiliations: codes.map((code) => ({ code })) }) as unknown as Catalogue

it('takes people to be of the Union while it is offered, and else of what is offered first', () => {
  expect(usualAffiliation(offering('CONGAN', 'DOAN'))).toBe('DOAN')
  expect(usualAffiliation(offering('CONGAN', 'DN'))).toBe('CONGAN')
  expect(usualAffiliation(undefined)).toBe('DOAN')
})

it('calls a session the same in whatever order its services come', () => {
  const catalogue = {
    label: (_kind: string, code: string) => `việc ${code}`,
  } as unknown as Catalogue
  const lines = [
    { code: 'DD01', people: 3 },
    { code: 'TT04', people: 30 },
    { code: 'DD02', people: 3 },
  ]
  for (const services of [lines, [...lines].reverse()]) {
    expect(nameOfSession({ services }, catalogue)).toBe('việc TT04 và 2 việc nữa')
  }
  const equal = lines.filter(({ people }) => people === 3)
  for (const services of [equal, [...equal].reverse()]) {
    expect(nameOfSession({ services }, catalogue)).toBe('việc DD01 và 1 việc nữa')
  }
  expect(nameOfSession({ services: lines.slice(0, 1) }, catalogue)).toBe('việc DD01')
})
