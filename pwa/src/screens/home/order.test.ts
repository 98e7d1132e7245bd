import { expect, it } from 'vitest'
import { language } from '../../i18n'
import type { Catalogue, Service } from '../../queries'
import shipped from '../../rules/catalogue.json'
import { groupsOf } from './groups'
import { oftenUsed } from './order'
import { findServices } from './search-results'
import { COMMON, iconOf, markOf, shortNameOf, TABLE } from './tile-labels'

const all = shipped.service
  .filter((one) => one.active)
  .map(
    (one): Service => ({
      code: one.code,
      group: one.group,
      isGroup: one.is_group,
      labelVi: one.label_vi,
      labelEn: one.label_en,
      sort: one.sort,
    }),
  )
const services = all.filter((one) => !one.isGroup)
const catalogue = { services, groups: all.filter((one) => one.isGroup) } as unknown as Catalogue
const codes = (some: Service[]) => some.map((one) => one.code)
const called = (code: string) => services.find((one) => one.code === code) as Service
const find = (typed: string) => codes(findServices(catalogue, typed))

it('fills ten tiles: what is used here in its order, then what most people do', () => {
  expect(codes(oftenUsed(catalogue, { usual: [] }))).toEqual(COMMON.slice(0, 10))
  const used = codes(oftenUsed(catalogue, { usual: ['KN05', 'GONE', 'DD01'] }))
  expect(used.slice(0, 3)).toEqual(['KN05', 'DD01', 'DD02'])
  expect(new Set(used).size).toBe(10)
})

it('moves no tile but the last ones for what is used today', () => {
  const before = codes(oftenUsed(catalogue, { usual: ['KN05'] }))
  const rare = codes(services).filter((code) => !before.includes(code))
  const [first = '', second = ''] = rare
  const after = (...usedToday: string[]) =>
    codes(oftenUsed(catalogue, { usual: ['KN05'], usedToday }))
  expect(after('DD01', 'DD01', 'GONE', first)).toEqual(before)
  expect(after(first, 'DD01', first)).toEqual([...before.slice(0, 9), first])
  expect(after(first, first, second, second)).toEqual([...before.slice(0, 8), second, first])
  expect(after(...codes(services), ...codes(services))).toHaveLength(10)
})

it('shows no service that was retired, and fills its place', () => {
  const without = { ...catalogue, services: services.filter((one) => one.code !== 'DD01') }
  const shown = codes(oftenUsed(without, { usual: ['DD01'] }))
  expect(shown).not.toContain('DD01')
  expect(shown).toHaveLength(10)
})

it('has every service below its heading, in the order of the catalogue', () => {
  const groups = groupsOf(catalogue)
  expect(groups.map((one) => one.group.code)).toEqual(codes(catalogue.groups))
  expect(groups.flatMap((one) => codes(one.services))).toEqual(codes(services))
})

it('finds without marks, by the whole name and by the few words', () => {
  expect(find('lua dao')).toEqual(['AT01'])
  expect(find('cong an')[0]).toBe('DD03')
  expect(find('may moi')).toEqual(['DD05'])
  expect(find('CHỮ KÝ')).toEqual(['DD10'])
  expect(find('quen mat khau')).toEqual(['DD06'])
  expect(find('khong co dau')).toEqual([])
})

it.each([
  ['quên mật khẩu vneid', ['DD06']],
  ['cấp lại mật khẩu', ['DD06']],
  ['hướng dẫn cài vneid', ['DD01', 'DD12']],
  ['tra cuu bhyt', ['BH02']],
  ['cài', ['BH01', 'DD01', 'KN01', 'TT02']],
  ['tải vneid', ['DD01']],
])('finds what has all words of %s, else what has the most', (typed, found) => {
  expect(find(typed).sort()).toEqual(found)
})

it('finds by the heading behind what has the word itself', () => {
  expect(find('bao hiem')).toEqual(['DD07', 'BH01', 'BH02', 'BH04', 'BH03'])
  expect(find('cong')[0]).toBe('DD03')
  expect(find('cong')).toContain('DV03')
})

it('says each service in few words that are its own', () => {
  expect([...COMMON].sort()).toEqual(codes(services).sort())
  const short = services.map(shortNameOf)
  expect(new Set(short).size).toBe(short.length)
  language.value = 'en'
  short.push(...services.map(shortNameOf))
  language.value = 'vi'
  // As the catalogue calls it today: see markOf().
  for (const one of services)
    expect(TABLE, one.labelVi).toContain(`${one.code} ${markOf(one.labelVi)} `)
  for (const words of short) expect(words.length, words).toBeLessThanOrEqual(24)
})

it('says the whole name of a service that a coordinator has called otherwise', () => {
  const renamed = { ...called('DD01'), labelVi: 'Cài đặt ứng dụng của xã' }
  expect(shortNameOf(renamed)).toBe('Cài đặt ứng dụng của xã')
  expect(iconOf(renamed)).not.toBe(iconOf(called('DD01')))
})
