import { expect, it } from 'vitest'
import {
  addService,
  newDraft,
  patchService,
  removeService,
  setOutcome,
  setPeople,
  toInput,
} from './draft'

const now = { day: '2026-11-24', time: '09:10' }

it('prefills everything a usual session needs', () => {
  expect(newDraft(['DD01'], now, null)).toEqual({
    day: '2026-11-24',
    start: '09:10',
    people: 1,
    placeKind: 'NVH',
    place: null,
    ageBand: 'KHONGHOI',
    companions: [],
    services: [{ code: 'DD01', people: 1, outcome: 'XONG', reasons: [] }],
    note: '',
  })
})

it('keeps place from the last session, companions only on the same day', () => {
  const usual = { day: '2026-11-23', placeKind: 'CHO', place: 'p', companions: ['minh'] }
  const next = newDraft(['DD01'], now, usual)
  expect([next.placeKind, next.place, next.companions]).toEqual(['CHO', 'p', []])
  expect(newDraft([], now, { ...usual, day: now.day }).companions).toEqual(['minh'])
})

it('gives a service for everybody the new number, and none more than there were people', () => {
  let draft = setPeople(newDraft(['DD01'], now, null), 30)
  draft = patchService(addService(draft, 'TT04'), 'TT04', { people: 12 })
  expect(draft.services.map((s) => s.people)).toEqual([30, 12])
  expect(setPeople(draft, 10).services.map((s) => s.people)).toEqual([10, 10])
  expect(setPeople(draft, 40).services.map((s) => s.people)).toEqual([40, 12])
  const passing = setPeople(draft, 3)
  expect(setPeople(passing, 35, draft).services.map((s) => s.people)).toEqual([35, 12])
})

it('adds a service once and takes it out again', () => {
  const draft = addService(newDraft(['DD01'], now, null), 'DD01')
  expect(draft.services).toHaveLength(1)
  expect(removeService(draft, 'DD01').services).toEqual([])
})

it('lets reasons go with an outcome that asks for none', () => {
  let draft = setOutcome(newDraft(['DD01'], now, null), 'DD01', 'HEN', true)
  draft = patchService(draft, 'DD01', { reasons: ['HT1'] })
  expect(setOutcome(draft, 'DD01', 'CHUYEN', true).services[0]?.reasons).toEqual(['HT1'])
  expect(setOutcome(draft, 'DD01', 'XONG', false).services[0]?.reasons).toEqual([])
})

it('hands over a trimmed note in one form of writing', () => {
  const draft = { ...newDraft(['DD01'], now, null), note: ' chợ Hạ Long '.normalize('NFD') }
  expect(toInput(draft).note).toBe('chợ Hạ Long'.normalize('NFC'))
})
