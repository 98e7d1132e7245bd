import { expect, it } from 'vitest'
import type { Catalogue, Service } from '../../queries'
import { shelves } from './order'

const service = (code: string, sort: number): Service => ({
  code,
  group: code.slice(0, 2),
  isGroup: false,
  labelVi: code,
  labelEn: code,
  sort,
})
const catalogue = {
  groups: [
    { ...service('DD', 0), group: null, isGroup: true },
    { ...service('TT', 1), group: null, isGroup: true },
  ],
  services: [service('DD01', 2), service('DD02', 3), service('TT01', 4), service('TT02', 5)],
} as unknown as Catalogue

const codes = (usual: string[]) =>
  shelves(catalogue, usual).map((s) => [s.group?.code ?? null, ...s.services.map((x) => x.code)])

it('shows the catalogue in its own order before anything has been used', () => {
  expect(codes([])).toEqual([
    ['DD', 'DD01', 'DD02'],
    ['TT', 'TT01', 'TT02'],
  ])
})

it('puts what is used most first, shows nothing twice, and the group in use before the others', () => {
  expect(codes(['TT02', 'GONE'])).toEqual([
    [null, 'TT02'],
    ['TT', 'TT01'],
    ['DD', 'DD01', 'DD02'],
  ])
})
