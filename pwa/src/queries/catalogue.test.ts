import { effect } from '@preact/signals'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pathOf } from '../api/paths'
import shipped from '../rules/catalogue.json'
import type { Row } from '../rules/types'
import { db } from '../store/database'
import { freshStore } from '../sync/test-phone'
import { catalogue } from './catalogue'
import type { Catalogue } from './types'

let stop: () => void
let seen: Catalogue | undefined
let wake: () => void = () => undefined

beforeEach(async () => {
  await freshStore()
  seen = undefined
  stop = effect(() => {
    seen = catalogue().value
    wake()
  })
})

afterEach(() => stop())

/** Resolves once this is true of what screens see; the test's own time limit ends it else. */
async function until(is: (known: Catalogue) => boolean): Promise<Catalogue> {
  for (;;) {
    if (seen && is(seen)) return seen
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
}

type Fields = Record<string, unknown> & { code: string }

/** The rows of a page of the server, in one transaction as the sync writes them. */
async function came(kind: string, ...items: Fields[]): Promise<void> {
  const rows = items.map((f) => {
    return { id: `${kind} ${f.code}`, kind, channel: 'catalogue', ver: 1, h: '', f }
  })
  await db.base.bulkPut(rows as unknown as Row[])
}

async function everything(): Promise<void> {
  for (const [kind, items] of Object.entries(shipped)) await came(kind, ...(items as Fields[]))
}

const dd01 = shipped.service.find((item) => item.code === 'DD01') as Fields
const codes = (known: Catalogue) => known.services.map((service) => service.code)

it('shows a new name as soon as it has come', async () => {
  await everything()
  await until((known) => codes(known).includes('DD01'))
  await came('service', { ...dd01, label_vi: 'Cài VNeID', label_en: 'Put VNeID on' })
  const known = await until((found) => found.label('service', 'DD01', 'vi') === 'Cài VNeID')
  expect(known.label('service', 'DD01', 'en')).toBe('Put VNeID on')
  expect(known.services.find((service) => service.code === 'DD01')?.labelVi).toBe('Cài VNeID')
})

it('follows the order and takes in what was added', async () => {
  await everything()
  await until((known) => codes(known)[0] === 'DD01')
  await came('service', { ...dd01, code: 'DD77', label_vi: 'Việc mới', sort: 0 })
  const known = await until((found) => codes(found)[0] === 'DD77')
  expect(codes(known)[1]).toBe('DD01')
  await came('service', { ...dd01, sort: 9999 })
  expect(codes(await until((found) => codes(found).at(-1) === 'DD01'))[0]).toBe('DD77')
})

it('offers nothing retired, and still names it in what was recorded', async () => {
  await everything()
  await until((known) => codes(known).includes('DD01'))
  await came('service', { ...dd01, active: false })
  const known = await until((found) => !codes(found).includes('DD01'))
  expect(known.label('service', 'DD01', 'vi')).toBe(dd01.label_vi)
  await came('service', { ...dd01, active: true })
  await until((found) => codes(found).includes('DD01'))
})

it('retires what is chosen from every other list, too', async () => {
  await everything()
  await until((known) => known.outcomes.length > 1)
  await came('outcome', { ...(shipped.outcome[0] as Fields), active: false })
  await came('reason', { ...(shipped.reason[0] as Fields), active: false })
  await came('place_kind', { ...(shipped.place_kind[0] as Fields), active: false })
  await came('age_band', { ...(shipped.age_band[1] as Fields), active: false })
  const known = await until((found) => found.ageBands.length === shipped.age_band.length - 1)
  expect(known.outcomes.length).toBe(shipped.outcome.length - 1)
  expect(known.reasons.length).toBe(shipped.reason.length - 1)
  expect(known.placeKinds.length).toBe(shipped.place_kind.length - 1)
})

it('is what the desk was told where nothing was sent, as on a computer of no team', async () => {
  await until((known) => codes(known).includes('DD01'))
  const told = (code: string, active: boolean) => {
    const words = { label_vi: 'Cập nhật ảnh', label_en: 'Photo' }
    return {
      kind: 'service',
      code,
      group: 'DD',
      ...words,
      sort: 1,
      active,
      flags: { is_group: false },
    }
  }
  const body = { rows: [told('DD99', true), told('DD98', false)] }
  await db.desk.put({ key: pathOf('/api/catalogue'), at: '', etag: null, body })
  const known = await until((found) => codes(found).includes('DD99'))
  expect(codes(known)).toEqual(['DD99'])
  expect(known.label('service', 'DD98', 'vi')).toBe('Cập nhật ảnh')
  await everything()
  expect(codes(await until((found) => codes(found).includes('DD01')))).not.toContain('DD99')
})
