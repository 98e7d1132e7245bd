import { beforeEach, describe, expect, it } from 'vitest'
import { shiftDay } from '../i18n/dates'
import type { Enrolment } from '../rules/types'
import { db } from '../store/database'
import { writeChange } from '../store/outbox'
import { readContext, viewDays, viewRecords } from '../store/reading'
import { getSetting, putSetting } from '../store/settings'
import { setStatus } from '../store/status'
import { dismissSent } from '../store/verdicts'
import type { Ports } from '../sync/ports'
import { edit, joinedPhone, LAN, newId, record, SESSION, sync } from '../sync/test-phone'
import { DEVICE, TEAM, type TestServer } from '../sync/test-server'
import { countingRules, figuresOf, usualServices } from './figures'
import { lists } from './lists'
import { forgetAnswers } from './live'
import { underWay, viewOf } from './session-view'
import { syncState } from './state'
import { first } from './test-live'
import type { SessionView } from './types'

const DAY = String(SESSION.day)
const TOMORROW = shiftDay(DAY, 1)
const MINH = 'c0000000-0000-4000-8000-0000000000bb'
const COUNTING = new Set(['XONG'])
let server: TestServer
let ports: Ports

beforeEach(async () => {
  ;({ server, ports } = await joinedPhone())
  setStatus({ inFlight: new Set() })
})

async function views(from = DAY, to = DAY): Promise<SessionView[]> {
  const context = await readContext()
  return (await viewDays(from, to, context)).flatMap((held) => viewOf(held, context) ?? [])
}

async function view(id: string): Promise<SessionView | null> {
  const context = await readContext()
  const [held] = await viewRecords([id], context)
  return held ? viewOf(held, context) : null
}

const figures = async () =>
  figuresOf(await views(), [], countingRules(await readContext(), COUNTING))

describe('where a session stands', () => {
  it('here, on its way, received', async () => {
    const id = await record()
    const here = await view(id)
    expect(here).toMatchObject({ where: 'here', state: null, waitingEdits: 1, mine: true })
    expect(underWay(here as SessionView, new Set(here?.changes)).where).toBe('sending')
    await sync(ports)
    expect(await view(id)).toMatchObject({ where: 'received', state: 'counted', waitingEdits: 0 })
  })

  it('keeps its line while it is on its way', async () => {
    const early = await record({ start: '08:00' })
    const late = await record({ start: '09:00' })
    const standing = async () =>
      (await first(lists('here'))).sessions.map(({ id, where }) => [id, where])
    expect(await standing()).toEqual([
      [late, 'here'],
      [early, 'here'],
    ])
    setStatus({ inFlight: new Set((await view(early))?.changes) })
    expect(await standing()).toEqual([
      [late, 'here'],
      [early, 'sending'],
    ])
  })

  it('needs attention while a create is in review, and keeps its fields', async () => {
    const id = await record({ people: 3 })
    server.verdicts.set(id, { verdict: 'review', code: 'not_member', fields: ['day'] })
    await sync(ports)
    expect(await view(id)).toMatchObject({
      where: 'attention',
      people: 3,
      problem: { code: 'not_member', sent: { fields: ['day'] } },
    })
    expect(await views()).toHaveLength(1)
  })

  it('tells a refusal and its reason until it has been read, and counts it nowhere', async () => {
    const id = await record()
    server.verdicts.set(id, { verdict: 'review', code: 'not_member' })
    await sync(ports)
    const [sent] = await db.sent.toArray()
    const f = {
      change: sent?.id,
      record: id,
      outcome: 'refused',
      fields: [],
      reason: 'Ghi hai lần',
    }
    server.put(newId(), 'settlement', f, `device:${DEVICE}`)
    await sync(ports)
    expect(await view(id)).toMatchObject({
      where: 'received',
      problem: { code: 'refused', sent: { settled: { reason: 'Ghi hai lần' } }, canDismiss: true },
    })
    expect((await figures()).team.sessions).toBe(0)
    await dismissSent(sent?.id ?? '')
    expect(await view(id)).toMatchObject({ problem: null })
    expect(await views()).toHaveLength(0)
  })

  it('is here again once a correction of it waits', async () => {
    const id = await record()
    const [first] = await db.outbox.toArray()
    server.verdicts.set(id, { verdict: 'review', code: 'bad_day' })
    await sync(ports)
    await edit(id, { people: 2 }, { people: 1 })
    await db.outbox.toCollection().modify({ replaces: first?.id ?? '' })
    expect(await view(id)).toMatchObject({ where: 'here', people: 2, problem: null })
  })

  it('a screened text is received, with a notice', async () => {
    const id = await record()
    server.verdicts.set(id, { verdict: 'applied', code: 'screened', fields: ['note'] })
    await sync(ports)
    expect(await view(id)).toMatchObject({ where: 'received', problem: { code: 'screened' } })
  })

  it('on a day that did not fit it needs somebody, and once it is mended nobody', async () => {
    const id = await record()
    server.verdicts.set(id, { verdict: 'applied', code: 'bad_day', fields: ['day'] })
    await sync(ports)
    const f = (await db.base.get(id))?.f ?? {}
    server.put(id, 'help_session', f, TEAM, { state: 'attention' })
    await sync(ports)
    expect(await view(id)).toMatchObject({ where: 'attention', problem: { code: 'bad_day' } })
    server.put(id, 'help_session', f, TEAM, { state: 'counted' })
    await sync(ports)
    expect(await view(id)).toMatchObject({ where: 'received', problem: null })
  })

  it('set aside on the phone', async () => {
    const id = await record()
    await db.outbox.toCollection().modify({ error: 'bad_json' })
    expect(await view(id)).toMatchObject({ where: 'attention', problem: { code: 'bad_json' } })
  })

  it('an erased one is not shown', async () => {
    const id = await record()
    await sync(ports)
    server.put(id, 'help_session', {}, TEAM, { state: 'void', erased: true })
    await sync(ports)
    expect(await view(id)).toBeNull()
  })

  it('only its author and the lead may change it', async () => {
    const id = newId()
    server.put(id, 'help_session', { ...SESSION, author: MINH, team: TEAM.slice(5) })
    await sync(ports)
    expect(await view(id)).toMatchObject({ mine: false, editable: false })
    server.put(
      DEVICE,
      'device',
      { enrolments: [enrolled('lead')], state: 'approved' },
      `device:${DEVICE}`,
    )
    await sync(ports)
    expect(await view(id)).toMatchObject({ mine: false, editable: true })
  })
})

function enrolled(role: string) {
  const own = { member: LAN, member_name: 'Lan', team: TEAM.slice(5), team_name: 'Phổ Cường' }
  return { ...own, role, state: 'approved', phrase: null, channel: TEAM }
}

describe('the days', () => {
  it('follow own changes that are not sent yet', async () => {
    const id = await record()
    await sync(ports)
    await edit(id, { day: '2026-11-23' }, { day: DAY })
    expect(await views()).toHaveLength(0)
    expect(await views('2026-11-23', '2026-11-23')).toHaveLength(1)
  })
})

describe('the figures', () => {
  it('count what the server counts, and what is only here apart', async () => {
    server.put(newId(), 'help_session', { ...SESSION, author: MINH, people: 10 })
    await record({ people: 2 })
    await sync(ports)
    await record({ people: 3, 'services.DD02': { people: 2, outcome: 'CHUA', reasons: [] } })
    expect(await figures()).toEqual({
      mine: { sessions: 2, people: 5, turns: 2 },
      team: { sessions: 3, people: 15, turns: 3 },
      unsent: { sessions: 1, people: 3, turns: 1 },
      awaiting: { sessions: 0, people: 0, turns: 0 },
      helped: new Map([
        ['DD01', 2],
        ['DD02', 2],
      ]),
    })
  })

  it('tell of sessions that came with a phone that was refused, and count them nowhere', async () => {
    const id = newId()
    const f = { ...SESSION, author: LAN }
    server.put(id, 'help_session', f, `device:${DEVICE}`, { state: 'attention' })
    await sync(ports)
    const state = await first(syncState())
    expect(state).toMatchObject({ attention: 1, here: 0 })
    const { sessions } = await first(lists('attention'))
    expect(sessions).toMatchObject([{ id, problem: { code: 'not_member' } }])
    expect(await figures()).toMatchObject({ mine: { sessions: 0 }, helped: new Map() })
  })

  it('count nothing that the server would not', async () => {
    const f = { ...SESSION, author: LAN }
    server.put(newId(), 'help_session', f, `device:${DEVICE}`, { state: 'awaiting_approval' })
    server.put(newId(), 'help_session', f, TEAM, { state: 'attention' })
    server.put(newId(), 'help_session', { ...f, status: 'void' }, TEAM, { state: 'void' })
    const refused = await record()
    server.verdicts.set(refused, { verdict: 'review', code: 'not_member' })
    await sync(ports)
    expect(await figures()).toMatchObject({
      mine: { sessions: 0 },
      team: { sessions: 0 },
      unsent: { sessions: 0 },
      awaiting: { sessions: 1 },
    })
  })

  it('a voided one stops counting at once, and counts again when restored', async () => {
    const id = await record()
    await sync(ports)
    await edit(id, { status: 'void' }, { status: 'live' })
    expect((await figures()).mine.sessions).toBe(0)
    await edit(id, { status: 'live' }, { status: 'void' })
    expect((await figures()).mine.sessions).toBe(1)
  })

  it('before joining all of it is own and unsent', async () => {
    await putSetting('enrolments', [])
    await record()
    expect(await figures()).toMatchObject({ mine: { sessions: 1 }, unsent: { sessions: 1 } })
  })
})

describe('the usual services', () => {
  const done = { people: 1, outcome: 'XONG', reasons: [] }

  it('are the most used, of this person', async () => {
    for (let n = 0; n < 3; n += 1) {
      server.put(newId(), 'help_session', {
        ...SESSION,
        author: MINH,
        'services.HC01': { people: 1, outcome: 'XONG', reasons: [] },
      })
    }
    await record({ 'services.TT01': { people: 1, outcome: 'XONG', reasons: [] } })
    await sync(ports)
    await record()
    expect((await usualServices(TOMORROW)).usual).toEqual(['DD01']) // TT01 once
  })

  it('stay as they were in the morning; what is new today is told apart, as it came', async () => {
    await record({ 'services.DD01': undefined, 'services.TT01': done })
    await sync(ports)
    await record()
    await record({ 'services.DD01': undefined, 'services.TT01': done })
    expect(await usualServices(DAY)).toEqual({ usual: [], usedToday: ['TT01', 'DD01', 'TT01'] })
  })
})

it.each(['pending', 'refused', 'ended'] as const)(
  'shows nothing of another on the same phone to a person who is %s',
  async (state) => {
    const place = {
      id: newId(),
      kind: 'place' as const,
      record: newId(),
      at: `${DAY}T09:00:00+07:00`,
    }
    const set = { name: 'Chợ Phổ Cường', place_kind: 'CHO', status: 'live' }
    await writeChange(place, () => ({ op: 'create', set }))
    const lans = await record()
    const [lan] = (await getSetting('enrolments')) ?? []
    const minh = { ...lan, member: MINH, state } as Enrolment
    await putSetting('enrolments', lan ? [lan, minh] : [])
    await putSetting('person', { member: MINH, team: TEAM.slice(5) })
    const minhs = await record()
    expect((await views()).map(({ id }) => id)).toEqual([minhs])
    expect(await view(lans)).toBeNull()
    forgetAnswers()
    const here = await first(lists('here'))
    expect([here.sessions.map(({ id }) => id), here.others, here.hidden]).toEqual([[minhs], [], 1])
  },
)
