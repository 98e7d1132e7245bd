import { beforeAll, expect, it } from 'vitest'
import { loadLaterWords, problem, t } from '../../../i18n'
import './words'
import { refusedOf, waitOf } from './refused'

const failed = (code: string, more: object = {}) => ({ ok: false as const, problem: code, ...more })

beforeAll(loadLaterWords)

it.each([
  [1, '1 giây'],
  [59.2, '1 phút'],
  [60, '1 phút'],
  [61, '2 phút'],
  [900, '15 phút'],
  [null, '1 phút'],
])('a wait of %s seconds is %s', (retryAfter, said) => {
  expect(waitOf(failed('too_many_attempts', { retryAfter }))).toBe(said)
})

it('stands by the field that it is about', () => {
  const said = refusedOf(failed('wrong_password'), { wrong_password: 'old' })
  expect(said).toEqual({ field: 'old', text: problem('wrong_password') })
})

it('has its own words where the register cannot know what was typed', () => {
  const own = { field: 'code', text: t('factor.code.bad') }
  expect(refusedOf(failed('bad_factor'), { bad_factor: own })).toEqual(own)
})

it.each(['short', 'common', 'context', 'same'] as const)('says why a password is %s', (reason) => {
  const said = refusedOf(failed('password_refused', { details: { reason } }), {
    password_refused: 'new',
  })
  expect(said).toEqual({ field: 'new', text: t(`password.refused.${reason}`) })
})

it('of a reason that a later server names says the sentence of the register', () => {
  const said = refusedOf(failed('password_refused', { details: { reason: 'leaked' } }))
  expect(said).toEqual({ text: problem('password_refused') })
})

it('says how long to wait', () => {
  const said = refusedOf(failed('too_many_attempts', { retryAfter: 700 }), {
    too_many_attempts: 'code',
  })
  expect(said).toEqual({ field: 'code', text: t('factor.slow', { wait: '12 phút' }) })
})

it('is calm where only the network is missing', () => {
  expect(refusedOf(failed('unreachable'), { unreachable: 'code' })).toEqual({
    text: problem('unreachable'),
    calm: true,
  })
})
