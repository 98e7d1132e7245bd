import { expect, it } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import type { Catalogue } from '../../queries'
import { type Draft, newDraft, patchService, setPeople, toInput } from './draft'
import { isBlocked, whatIsMissing } from './saving'

const catalogue = { outcomes: [] } as unknown as Catalogue
const now = { day: '2026-11-24', time: '09:10' }
const missing = (draft: Draft) => whatIsMissing(draft, catalogue)?.text ?? null

it('does not save a service for more people than were there', async () => {
  await loadLaterWords()
  const draft = newDraft(['DD01'], now, null)
  expect(missing(draft)).toBeNull()
  // As it stands after one phone lowered the people and another raised those of the service.
  const merged = patchService(draft, 'DD01', { people: 3 })
  expect(missing(merged)).toBe(t('log.too_many'))
  expect(missing(patchService(merged, 'DD01', { people: 1 }))).toBeNull()
  expect(missing(setPeople(merged, 3))).toBeNull()
  expect(setPeople(merged, 2).services[0]?.people).toBe(2)
})

it('does not save a session whose author is named as a companion', async () => {
  await loadLaterWords()
  const draft = { ...newDraft(['DD01'], now, null), companions: ['lan', 'minh'] }
  expect(whatIsMissing(draft, catalogue, { author: 'lan' })).toMatchObject({
    text: t('log.companion.author'),
  })
  expect(whatIsMissing(draft, catalogue, { author: 'ha' })).toBeNull()
})

it('lets something else of a session be mended that serves too many already', async () => {
  await loadLaterWords()
  const stands = patchService(newDraft(['DD01'], now, null), 'DD01', { people: 3 })
  const later = { ...stands, start: '08:00' }
  expect(whatIsMissing(later, catalogue, { stands })).toBeNull()
  const more = patchService(later, 'DD01', { people: 4 })
  expect(whatIsMissing(more, catalogue, { stands })?.text).toBe(t('log.too_many'))
  expect(whatIsMissing(setPeople(later, 2), catalogue, { stands })).toBeNull()
})

it('asks once whether so many people are meant', async () => {
  await loadLaterWords()
  const draft = setPeople(newDraft(['DD01'], now, null), 150)
  const asked = whatIsMissing(draft, catalogue)
  expect(asked).toMatchObject({ at: 'people', text: t('log.many', { n: '150' }) })
  expect(whatIsMissing(draft, catalogue, { told: asked })).toBeNull()
  expect(whatIsMissing(setPeople(draft, 1500), catalogue, { told: asked })?.many).toBe(1500)
  // What stands already is not asked about where something else is changed.
  expect(whatIsMissing({ ...draft, start: '08:00' }, catalogue, { stands: draft })).toBeNull()
  expect(missing(setPeople(draft, 99))).toBeNull()
})

it('asks for no reason that was not given before', async () => {
  await loadLaterWords()
  const asking = { outcomes: [{ code: 'HEN', asksReason: true }] } as unknown as Catalogue
  const stands = patchService(newDraft(['DD01'], now, null), 'DD01', { outcome: 'HEN' })
  expect(whatIsMissing(stands, asking)?.text).toBe(t('log.no_reason'))
  expect(whatIsMissing({ ...stands, start: '08:00' }, asking, { stands })).toBeNull()
})

it('does not save an end before the start, or one that is still to come', async () => {
  await loadLaterWords()
  const draft = { ...newDraft(['DD01'], now, null), start: '09:10' }
  const at = (end: string | null, day = now.day) =>
    whatIsMissing({ ...draft, day, end }, catalogue, {}, { day: now.day, time: '11:00' })?.at
  expect([at(null), at('10:30'), at('11:00')]).toEqual([undefined, undefined, undefined])
  expect([at('09:10'), at('08:00'), at('11:01')]).toEqual(['end', 'end', 'end'])
  expect(at('11:01', '2026-11-23')).toBeUndefined()
})

it('does not save a start that somebody said and that is still to come', async () => {
  await loadLaterWords()
  const late = (draft: Draft, time = now.time) =>
    whatIsMissing(draft, catalogue, {}, { day: now.day, time })
  const draft = newDraft(['DD01'], now, null)
  const said = { ...draft, start: '09:11', timed: true }
  expect(late(said)?.text).toBe(t('log.start.future', { now: '09:10' }))
  expect(late(said, '09:11')).toBeNull()
  expect(late({ ...said, day: '2026-11-23' })).toBeNull()
  // The clock was an hour ahead when the form was opened, and has been set since.
  expect(late(draft, '08:10')).toBeNull()
  expect(toInput(said)).toEqual(toInput({ ...draft, start: '09:11' }))
})

it('does not save a day further back than the field goes, unless the session stands there', () => {
  const draft = newDraft(['DD01'], now, null)
  const on = (day: string, stood?: string) => isBlocked({ ...draft, day, stood }, now.day)
  expect([on('2026-11-24'), on('2025-11-19'), on('2025-11-18')]).toEqual([false, false, true])
  expect(on('2024-02-29')).toBe(true)
  expect(on('2024-02-29', '2024-02-29')).toBe(false)
  expect(on('2024-02-28', '2024-02-29')).toBe(true)
  expect(on('2026-11-25')).toBe(true)
  expect(toInput({ ...draft, stood: '2024-02-29' })).not.toHaveProperty('stood')
})
