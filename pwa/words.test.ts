import { expect, it } from 'vitest'
import register from '../sync/problems.json'
import description from './generated/openapi.json'
import { codes, packOf, sentences } from './words.ts'

it('the register has every problem that a pack brings', () => {
  expect(codes().filter((code) => !(code in register))).toEqual([])
})

it('a key is in one file alone', () => {
  const files = import.meta.glob<Record<string, string>>('./src/i18n/vi/**/*.json', {
    eager: true,
    import: 'default',
  })
  const keys = Object.values(files).flatMap((words) => Object.keys(words))
  keys.push(...Object.keys(register).map((code) => `problem.${code}`))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.length).toBe(Object.keys(sentences('vi')).length)
})

const PHONE = [
  '/api/sync/v1',
  '/api/sync/v1/have',
  '/api/bundles',
  '/api/challenge',
  '/api/join',
  '/api/join/look',
  '/api/phone',
  '/api/probe',
  '/api/rejoin',
  '/api/teams/{team_id}/plan',
]
const LEAD = [
  '/api/devices/{device_id}',
  '/api/enrolments',
  '/api/enrolments/{device_id}/{member_id}/decision',
  '/api/enrolments/{device_id}/{member_id}/pin',
  '/api/invitations/{invitation_id}',
  '/api/posters',
  '/api/progress',
  '/api/review',
  '/api/review/{item_id}/settlement',
  '/api/teams/{team_id}/invitations',
  '/api/teams/{team_id}/members/{member_id}',
  '/api/teams/{team_id}/members/{member_id}/merge',
]

/** Which only an account is told: an unfinished sign-in adds nothing to a phone (tests/server/matrix/). */
const OF_ACCOUNTS = 'sign_in_unfinished'

type Operation = { responses?: Record<string, { description?: string }> }
const paths: Record<string, Record<string, unknown>> = description.paths

/** The packs that tell of what a route may answer with. */
function packsOf(path: string): string[] {
  const methods: Record<string, unknown> = paths[path] ?? {}
  const codes = Object.values(methods).flatMap((operation) =>
    Object.values((operation as Operation).responses ?? {}).flatMap((response) =>
      (response.description ?? '').split(', '),
    ),
  )
  const known = Object.keys(register)
  const told = codes.filter((code) => known.includes(code) && code !== OF_ACCOUNTS)
  expect(told.length, path).toBeGreaterThan(2)
  return told.map((code) => packOf(code))
}

it('every phone keeps what it may be told, and who leads a team what comes of that', () => {
  const everywhere = ['first', 'later']
  const ofChanges = Object.entries(register).filter(([, { status }]) => status === 0)
  const packs = ofChanges.map(([code]) => packOf(code))
  expect(everywhere).toEqual(expect.arrayContaining([...packs, ...PHONE.flatMap(packsOf)]))
  expect([...everywhere, 'lead']).toEqual(expect.arrayContaining(LEAD.flatMap(packsOf)))
})
