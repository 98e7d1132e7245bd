// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import type { Wire } from '../../api/wire'
import { inVietnam, shiftDay } from '../../i18n/dates'
import { setPractice } from '..'
import { answerInPractice } from '.'
import { firstDay } from './fixtures'

const today = inVietnam(Date.now()).day
const month = today.slice(0, 7)
const all = `from=${firstDay(today)}&to=${today}`

const read = async <Name extends keyof Wire>(_: Name, path: string): Promise<Wire[Name]> => {
  const answer = await answerInPractice('GET', path)
  expect(answer.status, path).toBe(200)
  return answer.body as Wire[Name]
}
const act = (method: string, path: string, body?: unknown) => answerInPractice(method, path, body)
const code = async (answer: ReturnType<typeof act>) =>
  ((await answer).body as { code?: string }).code
const tallies = (by: string) => read('Tallies', `/api/tallies?by=${by}&${all}`)
const report = () => read('Report', `/api/reports?unit=practice&month=${month}`)

beforeEach(() => sessionStorage.clear())

it.each(['unit', 'team', 'day', 'month', 'place_kind', 'age_band'])(
  'people by %s add up to all of them',
  async (by) => {
    const { rows, total } = await tallies(by)
    expect(total.people).toBeGreaterThan(100)
    expect(rows.reduce((sum, row) => sum + (row.totals.people ?? 0), 0)).toBe(total.people)
  },
)

it.each(['unit', 'team', 'day', 'group', 'service', 'outcome'])(
  'turns by %s add up to all of them',
  async (by) => {
    const { rows, total } = await tallies(by)
    expect(rows.reduce((sum, row) => sum + (row.totals.turns ?? 0), 0)).toBe(total.turns)
  },
)

it('who sent a session was heard of, and not in time to come', async () => {
  const { rows } = await tallies('team')
  const now = new Date().toISOString()
  for (const { last_contact } of rows) {
    expect(last_contact).toBeTruthy()
    expect((last_contact ?? '') <= now).toBe(true)
  }
})

it('what phones hold unsent is what is missing in the figures', async () => {
  const { rows } = await read('Phones', '/api/phones')
  const { completeness } = await tallies('team')
  expect(rows.reduce((sum, row) => sum + (row.pending ?? 0), 0)).toBe(completeness.unsent_at_least)
})

it('behind a number stand the sessions that it is of', async () => {
  for (const { key, totals } of (await tallies('team')).rows) {
    const { rows } = await read('HelpSessions', `/api/help-sessions?team=${key}&${all}`)
    expect(rows.reduce((sum, row) => sum + row.people, 0)).toBe(totals.people)
  }
  for (const { key, totals } of (await tallies('outcome')).rows) {
    const { rows } = await read('HelpSessions', `/api/help-sessions?outcome=${key}&${all}`)
    expect(rows.length).toBe(totals.sessions)
  }
})

it('sessions are found by words that they show', async () => {
  const { rows } = await read('HelpSessions', `/api/help-sessions?${all}`)
  const name = rows[0]?.author?.name ?? ''
  const found = await read(
    'HelpSessions',
    `/api/help-sessions?q=${encodeURIComponent(name)}&${all}`,
  )
  expect(found.rows.length).toBeGreaterThan(0)
  expect(found.rows.length).toBeLessThan(rows.length)
  expect(new Set(found.rows.map(({ author }) => author?.name))).toEqual(new Set([name]))
})

it('sessions are sorted as the server sorts them', async () => {
  const people = async (sort: string) =>
    (await read('HelpSessions', `/api/help-sessions?sort=${sort}&${all}`)).rows.map(
      (row) => row.people,
    )
  const up = await people('people')
  expect(up).toEqual([...up].sort((one, other) => one - other))
  expect(await people('-people')).toEqual([...up].reverse())
})

it('a month stands beside the one before, as far as it has come', async () => {
  const { compared = [], total } = await report()
  const [before, year] = compared
  expect([before?.key, year?.key]).toEqual(['before', 'year_to_date'])
  expect(before?.from).toBe(firstDay(today))
  expect(before?.figures.people).toBeGreaterThan(0)
  expect(year?.figures.people).toBeGreaterThanOrEqual(total.people)
})

it('a phone that was decided about waits no more, also when the page is opened again', async () => {
  const [first, ...others] = (await read('Enrolments', '/api/enrolments?state=pending')).rows
  const path = `/api/enrolments/${first?.device}/${first?.member.id}/decision`
  expect((await act('POST', path, { decision: 'approve', renewal: null })).status).toBe(200)
  const left = (await read('Enrolments', '/api/enrolments?state=pending')).rows
  expect(left.map(({ device }) => device)).toEqual(others.map(({ device }) => device))
  setPractice('desk') // another practice begins anew
  expect((await read('Enrolments', '/api/enrolments?state=pending')).rows).toHaveLength(2)
})

const settle = (n: number, body: object) =>
  act('POST', `/api/review/practice-review-${n}/settlement`, body)

it('what is taken in counts, in the totals and in the report; what is refused does not', async () => {
  const [people, reported] = [
    (await tallies('team')).total.people ?? 0,
    (await report()).total.people,
  ]
  await settle(3, { decision: 'refuse', reason: 'Ghi nhầm' })
  expect((await tallies('team')).total.people).toBe(people)
  await settle(2, { decision: 'accept', reason: null })
  expect((await tallies('team')).total.people).toBe(people + 10)
  expect((await report()).total.people).toBe(reported + 10)
  await settle(1, { decision: 'edit', set: { day: today, people: 2 }, reason: 'Sai năm' })
  expect((await tallies('team')).total.people).toBe(people + 12)
  expect((await read('Review', '/api/review?limit=50')).total).toBe(0)
})

it('a target is set, is found with how far it is, and is withdrawn', async () => {
  const aim = { goal: 90, share: null, denominator: null, denominator_name: null, note: null }
  const to = shiftDay(today, 1)
  const wish = { unit: 'practice', measure: 'sessions', of: '', from: today, to, ...aim, saw: null }
  expect((await act('PUT', '/api/targets', wish)).status).toBe(200)
  expect(await code(act('PUT', '/api/targets', wish))).toBe('target_there')
  const rows = async () => (await read('Progress', '/api/progress')).rows
  const found = (await rows()).find((row) => row.measure === 'sessions')
  expect(found).toMatchObject({ number: 90, done: 2, planned: 45, left: 88, days_left: 2 })
  await act('DELETE', `/api/targets/${encodeURIComponent(found?.set_here?.id ?? '')}`)
  expect((await rows()).map((row) => row.measure)).toEqual(['people'])
})

it('a closed month keeps its figures under a code, and says what is counted since', async () => {
  const close = (despite: boolean) =>
    act('POST', '/api/reports', { unit: 'practice', month, despite })
  const { people } = (await report()).total
  expect((await read('MissingFromMonth', `/api/reports/missing?month=${month}`)).asks).toBe(true)
  expect(await code(close(false))).toBe('month_incomplete')
  expect((await close(true)).status).toBe(200)
  expect(await code(close(true))).toBe('already_closed')
  await settle(2, { decision: 'accept', reason: null })
  expect(await report()).toMatchObject({ total: { people }, now: { people: people + 10 } })
  const [row] = (await read('ClosedMonths', '/api/reports/closed')).rows
  expect((await report()).closed?.code).toBe(row?.code)
  expect((await read('Snapshot', `/api/snapshots/${row?.code}`)).same).toBe(false)
})

it('what is no part of a practice says so, and nothing is hidden by it', async () => {
  for (const path of ['/api/accounts', '/api/audit?about=all', '/api/teams/practice-team-1']) {
    const answer = act('GET', path)
    expect([(await answer).status, await code(answer)]).toEqual([409, 'not_practised'])
  }
  expect(await code(act('POST', '/api/units', { name: 'x' }))).toBe('not_practised')
})
