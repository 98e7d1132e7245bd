import { describe, expect, it } from 'vitest'
import type { ReviewRow } from '../api-types'
import { begin, draftOfValues, ownValues, valuesOfDraft } from './review-form'

const TODAY = '2026-11-24'
const line = { people: 2, outcome: 'XONG', reasons: [] }
const session = { day: TODAY, start: '09:10', place_kind: 'NVH', people: 2, 'services.DD01': line }

const row = (parts: Partial<ReviewRow>): ReviewRow => ({
  id: 'id',
  kind: 'review',
  team: null,
  author: null,
  code: null,
  record: null,
  field: null,
  current: null,
  proposed: null,
  body: null,
  fits: null,
  at: null,
  received_at: '',
  ...parts,
})
const late = (field: string, proposed: unknown) => row({ kind: 'proposal', field, proposed })
const sent = (op: string, set: object, code: string, kind = 'help_session') =>
  row({ code, body: { op, kind, set } })
const formOf = (one: ReviewRow) => {
  const form = begin(one, TODAY)
  if (!form) throw new Error('no form')
  return form
}

describe('a late value', () => {
  it('asks for all that is settled with it', () => {
    const line = { people: 9, outcome: 'XONG', reasons: [] }
    const beside = [{ field: 'services.DD01', current: null, proposed: line }]
    const form = formOf(row({ kind: 'proposal', field: 'people', proposed: 9, beside }))
    expect(form.values).toEqual({ people: 9, 'services.DD01': line })
    expect(ownValues(form, { ...form.values, people: 7 })).toEqual({ people: 7 })
  })

  it('asks for its field alone, and begins with it', () => {
    const form = formOf(late('people', 9))
    expect([form.whole, form.names, form.values]).toEqual([false, ['people'], { people: 9 }])
    expect(ownValues(form, form.values)).toEqual({})
    expect(ownValues(form, { people: 7 })).toEqual({ people: 7 })
  })

  it('of what is there or not has no third one', () => {
    expect(begin(late('status', 'void'), TODAY)).toBeNull()
  })

  it('that takes something away can be given a value', () => {
    const form = formOf({ ...late('note', null), current: 'đông' })
    expect(ownValues(form, { note: '' })).toEqual({ note: null })
    const service = formOf({ ...late('services.DD01', null), current: line })
    expect(service.values).toEqual({ 'services.DD01': line })
  })
})

describe('what was not taken in', () => {
  it('is a whole session where it was to be a new one', () => {
    const form = formOf(sent('create', { ...session, people: 0 }, 'bad_value'))
    expect(form.whole).toBe(true)
    const draft = draftOfValues(form.values)
    expect(draft.people).toBe(1)
    expect(ownValues(form, form.values)).toEqual({ people: 1 })
    expect(ownValues(form, valuesOfDraft({ ...draft, people: 6 }))).toEqual({ people: 6 })
  })

  it('is left as it was sent where nobody touched it', () => {
    const form = formOf(sent('create', { ...session, note: 'đông' }, 'unknown_author'))
    expect(ownValues(form, valuesOfDraft(draftOfValues(form.values)))).toEqual({})
  })

  it('loses what nobody knows', () => {
    const form = formOf(sent('create', { ...session, weather: 'mưa' }, 'unknown_field'))
    expect(ownValues(form, form.values)).toEqual({ weather: null })
    const broken = formOf(sent('create', { ...session, 'services.DD07': 3 }, 'bad_value'))
    expect(ownValues(broken, broken.values)).toEqual({ 'services.DD07': null })
  })

  it.each(['bad_value', 'unknown_code', 'unknown_author', 'not_author', 'internal_failure'])(
    'keeps what a form does not ask for where it was not taken in because of %s',
    (code) => {
      const set = { ...session, people: 0, weather: 'mưa' }
      for (const op of ['create', 'edit']) {
        const form = begin(sent(op, set, code), TODAY)
        expect(form && ownValues(form, form.values)).not.toHaveProperty('weather')
      }
    },
  )

  it('loses a service that is taken out', () => {
    const set = { ...session, 'services.DD99': line }
    const form = formOf(sent('create', set, 'unknown_code'))
    const draft = draftOfValues(form.values)
    const services = draft.services.filter(({ code }) => code !== 'DD99')
    expect(ownValues(form, valuesOfDraft({ ...draft, services }))).toEqual({
      'services.DD99': null,
    })
  })

  it('asks an edit for what it was to set', () => {
    const form = formOf(sent('edit', { people: 501, status: 'live' }, 'bad_value'))
    expect([form.names, form.values]).toEqual([['people'], { people: 500 }])
    expect(ownValues(form, form.values)).toEqual({ people: 500 })
  })

  it('asks in the order of a session’s form', () => {
    const set = { note: 'đông', start: '07:30', 'services.DD01': line, people: 2 }
    const form = formOf(sent('edit', set, 'not_author'))
    expect(form.names).toEqual(['people', 'services.DD01', 'start', 'note'])
  })

  it('asks for the day where that is in doubt', () => {
    const form = formOf(sent('create', { ...session, day: '2024-01-15' }, 'bad_day'))
    expect([form.whole, form.names]).toEqual([false, ['day']])
  })

  it('may be a place or a member', () => {
    const place = formOf(
      sent('create', { name: 'x'.repeat(61), place_kind: 'CHO' }, 'bad_value', 'place'),
    )
    expect(place.names).toEqual(['name', 'place_kind'])
    const member = sent('create', { member: 'm', name: 'Vy', from: 'hôm nay' }, 'bad_day', 'member')
    expect(formOf(member).values).toMatchObject({ name: 'Vy', from: TODAY })
  })

  it('has no form where no value helps', () => {
    expect(begin(sent('create', session, 'record_exists'), TODAY)).toBeNull()
    const holder = { team: { id: 't', name: 'Phổ Minh' }, author: null }
    expect(begin({ ...sent('create', session, 'record_exists'), holder }, TODAY)).not.toBeNull()
    expect(begin(sent('create', session, 'bad_shape'), TODAY)).toBeNull()
    expect(
      begin(row({ ...sent('edit', { people: 3 }, 'needs_create'), kind: 'held' }), TODAY),
    ).toBeNull()
    expect(begin(sent('edit', { status: 'void' }, 'not_author'), TODAY)).toBeNull()
    expect(
      begin(
        row({ code: 'not_author', body: { op: 'edit', kind: 'help_session', set: [] } }),
        TODAY,
      ),
    ).toBeNull()
    expect(begin(row({ code: 'internal_failure', body: { value: 'x' } }), TODAY)).toBeNull()
  })
})
