import { Dexie } from 'dexie'
import { beforeEach, describe, expect, it } from 'vitest'
import { bindJoined, choosePerson } from '../store/bind-people'
import { db } from '../store/database'
import { getDraft } from '../store/drafts'
import { readRecordState } from '../store/outbox'
import type { Ports } from '../sync/ports'
import { freshStore, joinedPhone, LAN, record, sync } from '../sync/test-phone'
import { TEAM, type TestServer } from '../sync/test-server'
import {
  differenceOf,
  editHelpSession,
  restoreHelpSession,
  voidHelpSession,
  withdrawEdit,
} from './edit-session'
import { addOneMore, type HelpSessionInput } from './help-session'
import { clearDraft, saveDraft } from './phone'
import { saveHelpSession } from './save-session'

const USUAL: HelpSessionInput = {
  people: 2,
  placeKind: 'NVH',
  services: [{ code: 'DD01', people: 2, outcome: 'XONG' }],
}

const MINH = 'c0000000-0000-4000-8000-00000000002b'
const OTHER_TEAM = '7c000000-0000-4000-8000-000000000002'

beforeEach(freshStore)

async function saved(input = USUAL): Promise<string> {
  const answer = await saveHelpSession(input)
  if (!answer.ok) throw new Error(answer.problem)
  return answer.id
}

describe('saving a help session', () => {
  it('keeps it before anybody has joined, with today and now', async () => {
    const id = await saved()
    const [item] = await db.outbox.toArray()
    expect(item).toMatchObject({ op: 'create', record: id, no: 1, author: null })
    expect(item?.set).toMatchObject({
      people: 2,
      place_kind: 'NVH',
      age_band: 'KHONGHOI',
      status: 'live',
      'services.DD01': { people: 2, outcome: 'XONG', reasons: [] },
    })
    expect(item?.set.day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(item?.at).toMatch(/\+07:00$/)
  })

  it('names the field that will not do, and writes nothing', async () => {
    expect(await saveHelpSession({ ...USUAL, people: 501 })).toEqual({
      ok: false,
      problem: 'bad_value',
      details: { field: 'people' },
    })
    expect(await saveHelpSession({ ...USUAL, services: [] })).toMatchObject({ ok: false })
    expect(await db.outbox.count()).toBe(0)
  })

  it('once more: a new session of the same, for somebody else', async () => {
    const services = [
      { code: 'DD01', people: 1, outcome: 'KHONG', reasons: ['MAY1'] },
      { code: 'TT04', people: 1, outcome: 'HEN', reasons: ['GT1'] },
    ]
    const place = crypto.randomUUID()
    const first = await saved({
      people: 1,
      placeKind: 'CHO',
      place,
      companions: [MINH],
      services,
      note: 'quên giấy ở nhà',
      ageBand: '60',
      day: '2026-11-20',
    })
    const [shown] = await db.outbox.toArray()
    const again = await addOneMore({ ...shown?.set, status: 'void', author: 'x' })
    expect(again).toMatchObject({ ok: true })
    const items = await db.outbox.orderBy('no').toArray()
    expect(items).toHaveLength(2)
    const { day, start: _start, ...set } = items[1]?.set ?? {}
    const usual = { people: 1, outcome: 'XONG', reasons: [] }
    expect(set).toEqual({
      people: 1,
      place_kind: 'CHO',
      place,
      companions: [MINH],
      age_band: 'KHONGHOI',
      status: 'live',
      'services.DD01': usual,
      'services.TT04': usual,
    })
    expect(day).not.toBe('2026-11-20')
    expect(items[1]?.record).not.toBe(first)
  })
})

describe('one form in two windows', () => {
  it('is one session, whatever the second one says', async () => {
    const record = crypto.randomUUID()
    expect(await saveHelpSession(USUAL, 'card', record)).toEqual({ ok: true, id: record })
    const again = await saveHelpSession({ ...USUAL, people: 9 }, 'card', record)
    expect(again).toEqual({ ok: true, id: record, again: true })
    const items = await db.outbox.toArray()
    expect(items.map((item) => [item.record, item.set.people])).toEqual([[record, 2]])
  })

  it('is one session also after the server has it', async () => {
    const { ports } = await joinedPhone()
    const record = crypto.randomUUID()
    await saveHelpSession(USUAL, 'card', record)
    await sync(ports)
    expect(await saveHelpSession(USUAL, 'card', record)).toMatchObject({ again: true })
    expect(await db.outbox.count()).toBe(0)
  })

  it('takes only its own draft with it', async () => {
    const [mine, other] = [crypto.randomUUID(), crypto.randomUUID()]
    await saveDraft('card', { record: other })
    await saveHelpSession(USUAL, 'card', mine)
    expect(await getDraft('card')).toEqual({ record: other })
    await clearDraft('card', mine)
    expect(await getDraft('card')).toEqual({ record: other })
    await saveHelpSession(USUAL, 'card', other)
    expect(await getDraft('card')).toBeNull()
  })
})

describe('who comes along', () => {
  it('is never the author, whose name is known before anything is written', async () => {
    await joinedPhone()
    await saveDraft('card', USUAL)
    const answer = await saveHelpSession({ ...USUAL, companions: [LAN, MINH] }, 'card')
    expect(answer).toMatchObject({ problem: 'bad_value', details: { field: 'companions' } })
    expect([await db.outbox.count(), await getDraft('card')]).toEqual([0, USUAL])
  })

  it('is not taken along into another team, nor is the place', async () => {
    await joinedPhone()
    const id = await saved({ ...USUAL, companions: [MINH], place: crypto.randomUUID() })
    const there = { member: LAN, member_name: 'Lan', team: OTHER_TEAM, team_name: 'Phổ An' }
    const more = { role: 'volunteer', state: 'approved', phrase: null } as const
    await bindJoined({ ...there, ...more, channel: `team:${OTHER_TEAM}` }, null)
    const shown = (await readRecordState(id)).fields ?? {}
    expect(await addOneMore(shown)).toMatchObject({ ok: true })
    await choosePerson(LAN, TEAM.slice(5))
    expect(await addOneMore(shown)).toMatchObject({ ok: true })
    const [, elsewhere, here] = await db.outbox.orderBy('no').toArray()
    expect([elsewhere?.set.companions, elsewhere?.set.place]).toEqual([[], undefined])
    expect([here?.set.companions, typeof here?.set.place]).toEqual([[MINH], 'string'])
  })
})

describe('editing', () => {
  it('sends only what changed, with what was seen before', async () => {
    const id = await saved()
    await editHelpSession(id, { people: 3, placeKind: 'NVH', note: 'mang theo thẻ' })
    const edit = (await db.outbox.orderBy('no').toArray())[1]
    expect(edit).toMatchObject({
      op: 'edit',
      set: { people: 3, note: 'mang theo thẻ' },
      prev: { people: 2, note: null },
    })
  })

  it('sends what this form changed, and what it saw of it, not what came meanwhile', async () => {
    const id = await saved()
    await editHelpSession(id, { people: 9, note: 'đội trưởng sửa' })
    const form = { ...USUAL, people: 4 }
    await editHelpSession(id, form, { seen: { ...USUAL, note: '' } })
    const edit = (await db.outbox.orderBy('no').toArray())[2]
    expect([edit?.set, edit?.prev]).toEqual([{ people: 4 }, { people: 2 }])
  })

  it('lets the draft go in the moment the session is saved', async () => {
    await saveDraft('card', USUAL)
    const watched: boolean[] = []
    db.drafts.hook('deleting', () => {
      watched.push(Dexie.currentTransaction?.storeNames.includes('outbox') ?? false)
    })
    await saveHelpSession(USUAL, 'card')
    expect([watched, await getDraft('card')]).toEqual([[true], null])
  })

  it('takes away the services that are not chosen any more', async () => {
    const id = await saved()
    await editHelpSession(id, { services: [{ code: 'TT01', people: 1, outcome: 'XONG' }] })
    const { fields } = await readRecordState(id)
    expect(fields).toHaveProperty(['services.TT01'])
    expect(fields).not.toHaveProperty(['services.DD01'])
  })

  it('writes nothing when nothing changed', async () => {
    const id = await saved()
    expect(await editHelpSession(id, { people: 2 })).toEqual({ ok: true })
    expect(await db.outbox.count()).toBe(1)
  })

  it('undo and back again make no gap in the numbers', async () => {
    const id = await saved()
    await voidHelpSession(id)
    await restoreHelpSession(id)
    expect((await readRecordState(id)).fields?.status).toBe('live')
    const items = await db.outbox.orderBy('no').toArray()
    expect(items.map((item) => [item.no, item.op])).toEqual([
      [1, 'create'],
      [2, 'edit'],
      [3, 'edit'],
    ])
  })

  it('of what this phone does not know is refused by name', async () => {
    expect(await voidHelpSession(crypto.randomUUID())).toMatchObject({ problem: 'not_found' })
  })
})

describe('correcting what the server did not take', () => {
  it('an edit replaces a refused one only if it says all of that anew', async () => {
    const { server, ports } = await joinedPhone()
    const id = await saved()
    await sync(ports)
    await editHelpSession(id, { people: 5 })
    const [first] = await db.outbox.toArray()
    server.verdicts.set(id, { verdict: 'review', code: 'not_author' })
    await sync(ports)
    server.verdicts.clear()
    await editHelpSession(id, { note: 'trời nắng' })
    const [other] = await db.outbox.toArray()
    expect(other?.replaces).toBeUndefined()
    await sync(ports)
    expect(await db.sent.get(first?.id ?? '')).toMatchObject({ open: 1 })
    await editHelpSession(id, { people: 7 })
    const [anew] = await db.outbox.toArray()
    expect(anew?.replaces).toBe(first?.id)
  })

  it('a refused edit is withdrawn by saying again what stands', async () => {
    const { server, ports } = await joinedPhone()
    const id = await saved()
    await sync(ports)
    const day = server.rows.get(id)?.f.day
    await editHelpSession(id, { day: '2024-02-29', note: 'trời nắng' })
    const [wrong] = await db.outbox.toArray()
    server.verdicts.set(id, { verdict: 'review', code: 'not_member', fields: ['day'] })
    await sync(ports)
    server.verdicts.clear()
    expect(await withdrawEdit(id, wrong?.set ?? {})).toEqual({ ok: true })
    const [anew] = await db.outbox.toArray()
    const stands = { day, note: null }
    expect(anew).toMatchObject({ op: 'edit', set: stands, prev: stands, replaces: wrong?.id })
    await sync(ports)
    expect(await db.sent.where('open').equals(1).count()).toBe(0)
    expect(server.rows.get(id)?.f.day).toBe(day)
    expect(await withdrawEdit(id, wrong?.set ?? {})).toEqual({ ok: true })
    expect(await db.outbox.count()).toBe(0)
  })

  it('a create in review is sent as a new one that replaces it', async () => {
    const { server, ports } = await joinedPhone()
    const id = await saved()
    server.verdicts.set(id, { verdict: 'review', code: 'bad_day' })
    await sync(ports)
    const [refused] = await db.sent.toArray()
    await editHelpSession(id, { day: '2026-11-23' })
    const [correction] = await db.outbox.toArray()
    expect(correction).toMatchObject({ op: 'create', record: id, replaces: refused?.id })
    expect(correction?.set).toMatchObject({ day: '2026-11-23', people: 2 })
    expect(correction?.set).not.toHaveProperty('author')
    server.verdicts.clear()
    await sync(ports)
    expect(await db.sent.where('open').equals(1).count()).toBe(0)
    expect(server.rows.get(id)?.f).toMatchObject({ day: '2026-11-23' })
  })
})

describe('a session that is not whole', () => {
  /** As an earlier version let it through: Lan stands among her own companions. */
  async function own(): Promise<{ id: string; ports: Ports; server: TestServer }> {
    const { server, ports } = await joinedPhone()
    const id = await record({ companions: [LAN, MINH] })
    server.verdicts.set(id, { verdict: 'review', code: 'bad_value' })
    await sync(ports)
    server.verdicts.clear()
    return { id, ports, server }
  }

  it('can be taken out of the count, and the server can take that in', async () => {
    const { id, ports, server } = await own()
    expect(await voidHelpSession(id)).toEqual({ ok: true })
    expect((await readRecordState(id)).fields?.status).toBe('void')
    await sync(ports)
    expect(server.rows.get(id)?.f).toMatchObject({ status: 'void', companions: [] })
    expect(await db.sent.where('open').equals(1).count()).toBe(0)
  })

  it('says which field is wrong, and is mended by that one', async () => {
    const { id } = await own()
    const refused = { problem: 'bad_value', details: { field: 'companions' } }
    expect(await editHelpSession(id, { people: 3 })).toMatchObject(refused)
    expect(await editHelpSession(id, { people: 3, companions: [MINH] })).toEqual({ ok: true })
    expect((await readRecordState(id)).fields).toMatchObject({ people: 3, companions: [MINH] })
  })
})

describe('the difference between a form and what was seen', () => {
  const seen: HelpSessionInput = { ...USUAL, day: '2026-11-24', note: '', companions: [] }

  it('is nothing where nothing was changed', () => {
    expect(differenceOf({ ...seen }, seen)).toEqual({ set: {}, prev: {} })
  })

  it('names each field with what it was', () => {
    expect(differenceOf({ ...seen, people: 3, note: 'ở chợ' }, seen)).toEqual({
      set: { people: 3, note: 'ở chợ' },
      prev: { people: 2, note: '' },
    })
  })

  it('takes away a service that is not there any more, and adds a new one', () => {
    const other = { code: 'TT04', people: 1, outcome: 'XONG' }
    expect(differenceOf({ ...seen, services: [other] }, seen)).toEqual({
      set: { 'services.DD01': null, 'services.TT04': { people: 1, outcome: 'XONG', reasons: [] } },
      prev: { 'services.DD01': { people: 2, outcome: 'XONG', reasons: [] }, 'services.TT04': null },
    })
  })
})
