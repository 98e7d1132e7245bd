// How often screening errs on notes as volunteers write them. The twin's tests are
// tests/sync/test_notes.py; both read sync/cases/notes.json and give the same verdicts.
import { expect, it } from 'vitest'
import file from '../../../sync/cases/notes.json'
import finer from '../../../sync/cases/screening.json'
import { blank, findCitizenData, KINDS, toNfc } from './screening'

const notes = file.cases as { text: string; honest: boolean; kinds: string[]; blanked: string }[]
const hostile = notes.filter((note) => !note.honest)
const honest = notes.filter((note) => note.honest)

it(`holds ${hostile.length} hostile and ${honest.length} honest notes, none twice`, () => {
  expect(notes.length).toBe(file.count)
  expect(hostile.length).toBeGreaterThanOrEqual(500)
  expect(honest.length).toBeGreaterThanOrEqual(800)
  const texts = new Set(notes.map((note) => note.text))
  for (const each of finer.cases) texts.delete(toNfc(each.text))
  expect(texts.size).toBe(notes.length)
  expect([...new Set(hostile.flatMap((note) => note.kinds))].sort()).toEqual([...KINDS].sort())
})

it('gives every note the verdict that it has on the server', () => {
  const wrong = notes.filter(({ text, kinds, blanked }) => {
    const found = findCitizenData(text).map(({ kind }) => kind)
    return found.join() !== kinds.join() || blank(text) !== blanked
  })
  expect(wrong).toEqual([])
})

it('misses no note that holds a citizen’s data', () => {
  expect(hostile.filter(({ text }) => findCitizenData(text).length === 0)).toEqual([])
})

it('takes at most two in a hundred honest notes for anything else', () => {
  const alarms = honest.filter(({ text }) => findCitizenData(text).length > 0)
  expect(alarms.length).toBeLessThanOrEqual(0.02 * honest.length)
})
