import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, expect, it } from 'vitest'
import { addWords } from '../../../i18n'
import { changed } from './comparison'
import { askedOf, nameOf, periodOf, periodsToChoose } from './period'

const TODAY = '2026-11-24'
const period = (query: string) => periodOf(new URLSearchParams(query), TODAY)

beforeAll(() => addWords(vietnamese))

it.each([
  ['', 'Tháng 11/2026', { unit: 'u', month: '2026-11' }],
  ['month=2026-02', 'Tháng 02/2026', { unit: 'u', month: '2026-02' }],
  ['month=hôm', 'Tháng 11/2026', { unit: 'u', month: '2026-11' }],
  [
    'kind=week',
    'Tuần 23/11/2026 – 29/11/2026',
    { unit: 'u', from: '2026-11-23', to: '2026-11-29' },
  ],
  [
    'kind=week&day=2027-01-01',
    'Tuần 28/12/2026 – 03/01/2027',
    { unit: 'u', from: '2026-12-28', to: '2027-01-03' },
  ],
  ['kind=quarter', 'Quý IV/2026', { unit: 'u', from: '2026-10-01', to: '2026-12-31' }],
  [
    'kind=quarter&day=2026-02-28',
    'Quý I/2026',
    { unit: 'u', from: '2026-01-01', to: '2026-03-31' },
  ],
  ['kind=year', 'Năm 2026', { unit: 'u', from: '2026-01-01', to: '2026-12-31' }],
  [
    'kind=range&from=2026-11-20&to=2026-11-05',
    '05/11/2026 – 20/11/2026',
    { unit: 'u', from: '2026-11-05', to: '2026-11-20' },
  ],
])('"%s" asks for %s', (query, name, asked) => {
  expect(nameOf(period(query))).toBe(name)
  expect(askedOf(period(query), 'u')).toEqual(asked)
})

it('asks for days of action once they are chosen', () => {
  expect(askedOf(period('kind=campaign'), 'u')).toBeNull()
  expect(askedOf(period('kind=campaign&activity=a'), 'u')).toEqual({ activity: 'a' })
})

it('offers the latest first, and what an address names though it is long ago', () => {
  expect(periodsToChoose('quarter', '2026-10-01', TODAY).slice(0, 2)).toEqual([
    { value: '2026-10-01', label: 'Quý IV/2026' },
    { value: '2026-07-01', label: 'Quý III/2026' },
  ])
  expect(periodsToChoose('month', '2019-05-01', TODAY).at(-1)).toEqual({
    value: '2019-05-01',
    label: 'Tháng 05/2019',
  })
  expect(periodsToChoose('week', '2026-11-23', TODAY)[1]?.value).toBe('2026-11-16')
})

it('tells a change with its sign, as the paper does', () => {
  expect([changed(9, 8), changed(7, 8), changed(8, 8), changed(3, 0), changed(270, 17)]).toEqual([
    '+12,5%',
    '−12,5%',
    '0%',
    '–',
    '+1.488,2%',
  ])
})
