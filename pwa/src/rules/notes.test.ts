// How often screening errs on notes as volunteers write them. The twin's tests are
// tests/sync/test_notes.py; both read sync/cases/notes.json and give the same verdicts.
import { expect, it } from 'vitest'
import file from '../../../sync/cases/notes.json'
import finer from '../../../sync/cases/screening.json'
import { blank, findCitizenData, KINDS, toNfc } from './screening'

const { hostile, honest } = file

it(`holds ${hostile.count} hostile and ${honest.count} honest notes, none twice`, () => {
  expect(hostile.notes.length).toBe(hostile.count)
  expect(honest.notes.length).toBe(honest.count)
  expect(hostile.count).toBeGreaterThanOrEqual(200)
  expect(honest.count).toBeGreaterThanOrEqual(500)
  const texts = new Set([...hostile.notes.map((note) => note.text), ...honest.notes])
  for (const each of finer.cases) texts.delete(toNfc(each.text))
  expect(texts.size).toBe(hostile.count + honest.count)
  expect([...new Set(hostile.notes.flatMap((note) => note.kinds))].sort()).toEqual(
    [...KINDS].sort(),
  )
})

it('misses no note that holds a citizen’s data', () => {
  const wrong = hostile.notes.filter(({ text, kinds, blanked }) => {
    const found = findCitizenData(text).map(({ kind }) => kind)
    return found.length === 0 || found.join() !== kinds.join() || blank(text) !== blanked
  })
  expect(wrong).toEqual([])
})

it('takes at most two in a hundred honest notes for anything else', () => {
  const alarms = honest.notes.filter((text) => findCitizenData(text).length > 0)
  expect(alarms).toEqual(honest.false_alarms)
  expect(alarms.length).toBeLessThanOrEqual(0.02 * honest.count)
})
