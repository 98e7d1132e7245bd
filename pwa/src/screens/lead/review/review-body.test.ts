import '../../team/words'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLaterWords, t } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import { canBeAccepted, linesOf, titleOf, whyNot } from './review-body'

const none = {} as Catalogue

beforeAll(loadLaterWords)

describe('what waits for a person', () => {
  it('can be accepted where the server could take it', () => {
    expect(canBeAccepted({ kind: 'review', code: 'bad_day' })).toBe(true)
    expect(canBeAccepted({ kind: 'proposal', code: null })).toBe(true)
    expect(canBeAccepted({ kind: 'review', code: 'bad_shape' })).toBe(false)
    expect(canBeAccepted({ kind: 'held', code: null })).toBe(false)
  })

  it('says why it was not taken, by the code in the details', () => {
    expect(whyNot({ problem: 'invalid_shape', details: { code: 'erased' } })).toBe('erased')
    expect(whyNot({ problem: 'conflict_settled', details: {} })).toBe('conflict_settled')
  })

  it('names whom and where the phone knows', () => {
    const label = () => 'x'
    const names = new Map([
      ['hoa', 'Hoa'],
      ['cho', 'Chợ Trà Câu'],
    ])
    const [who, where] = linesOf(
      { set: { companions: ['hoa', 'son'], place: 'cho' } },
      { ...none, label },
      names,
    )
    expect(who).toContain(`Hoa, ${t('session.someone')}`)
    expect(where).toContain('Chợ Trà Câu')
  })

  it('stands in the order in which the form asks, what it does not ask for last', () => {
    const set = { age_band: 'X', status: 'live', day: '2026-11-24', place_kind: 'CHO', people: 3 }
    const came = { ...set, 'services.DD01': { people: 3, outcome: 'XONG' }, note: 'x' }
    const label = (_: string, code: string) => code
    const lines = linesOf({ kind: 'help_session', set: came }, { ...none, label })
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      t('field.people'),
      'DD01',
      t('field.place_kind'),
      t('field.day'),
      t('field.age_band'),
      t('field.note'),
      t('field.status'),
    ])
  })

  it('holds no ids of who and where, which stand above it', () => {
    const set = { author: 'a3769d89', team: '0c90c7bc', people: 3 }
    const lines = linesOf({ kind: 'help_session', set }, none)
    expect(lines).toEqual([expect.stringContaining(t('field.people'))])
  })

  it('is shown as text, whatever its shape', () => {
    expect(linesOf('x\u0000y\uFFFD', none)).toEqual(['x y'])
    expect(linesOf(null, none)).toEqual([])
    for (const line of linesOf({ a: 1, set: ['\uD800b'] }, none)) expect(line).not.toMatch(/\uFFFD/)
    const [line] = linesOf({ set: { a: { b: 1 } } }, none)
    expect(line).not.toContain('field.a')
    expect(line).toContain('{"b":1}')
  })
})

it('is titled by the reason why somebody must look', () => {
  expect(titleOf({ kind: 'review', code: 'device_revoked' })).toBe('review.title.device_revoked')
  expect(titleOf({ kind: 'review', code: 'bad_value' })).toBe('review.title.not_understood')
  expect(titleOf({ kind: 'held', code: 'needs_create' })).toBe('review.kind.held')
})
