import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Row } from '../rules/types'
import { edit, freshStore, LAN, newId, record, SESSION } from '../sync/test-phone'
import { TEAM } from '../sync/test-server'
import { bindJoined, choosePerson } from './bind-people'
import { db } from './database'
import { putRows } from './inbox'
import { readRecordState, writeChange } from './outbox'
import { currentPerson } from './people'
import { readRequestInput } from './request'
import type { SentItem } from './rows'
import { getSetting, putSetting } from './settings'

const OTHER = 'team:7c000000-0000-4000-8000-000000000002'
const HA = 'c0000000-0000-4000-8000-0000000000aa'
const lan = {
  member: LAN,
  member_name: 'Lan',
  team: TEAM.slice(5),
  team_name: 'Phổ Cường',
  role: 'volunteer',
  state: 'approved',
  phrase: null,
  channel: TEAM,
} as const

beforeEach(freshStore)

describe('saving', () => {
  it('writes the line with its number, strictly, in one transaction', async () => {
    const durabilities: string[] = []
    const open = IDBDatabase.prototype.transaction
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      stores,
      mode,
      options,
    ) {
      if (mode === 'readwrite') durabilities.push(options?.durability ?? 'none')
      return open.call(this, stores, mode, options)
    })
    db.close({ disableAutoOpen: false })
    await db.open()
    await record()
    await record()
    expect(durabilities).toEqual(['strict', 'strict'])
    expect((await db.outbox.orderBy('no').toArray()).map((item) => item.no)).toEqual([1, 2])
  })

  it('killed in the middle leaves neither a line nor a used number', async () => {
    const die = () => {
      throw new Error('killed')
    }
    db.outbox.hook('creating', die)
    await expect(record()).rejects.toThrow('killed')
    db.outbox.hook('creating').unsubscribe(die)
    expect(await getSetting('no')).toBeUndefined()
    await record()
    expect(await db.outbox.toArray()).toMatchObject([{ no: 1 }])
  })

  it('run twice, as after a lost connection, writes once', async () => {
    const where = { id: newId(), kind: 'help_session', record: newId(), at: 'now' } as const
    const once = () => writeChange(where, () => ({ op: 'create', set: SESSION }))
    await once()
    await once()
    expect(await db.outbox.count()).toBe(1)
    expect(await getSetting('no')).toBe(1)
  })

  it('thirty at once get thirty numbers', async () => {
    await Promise.all(Array.from({ length: 30 }, () => record()))
    const numbers = (await db.outbox.orderBy('no').toArray()).map((item) => item.no)
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
  })

  it('shows base with the outbox on it', async () => {
    const id = await record()
    await edit(id, { people: 4 }, { people: 1 })
    expect((await readRecordState(id)).fields).toMatchObject({ people: 4, day: SESSION.day })
  })
})

describe('joining', () => {
  it('binds what was recorded before, once, before anything is sent', async () => {
    const id = await record()
    expect(await db.outbox.toArray()).toMatchObject([{ author: null, channel: null }])
    expect((await readRequestInput(50, 64_000)).changes).toEqual([])
    await bindJoined(lan, 'receipt')
    expect(await db.outbox.toArray()).toMatchObject([{ author: LAN, channel: TEAM, record: id }])
    // A second person joins on the same phone: what is Lan's stays hers.
    await bindJoined({ ...lan, member: HA, member_name: 'Hà', role: 'lead' }, null)
    await record()
    expect((await db.outbox.orderBy('no').toArray()).map((item) => item.author)).toEqual([LAN, HA])
    await choosePerson(LAN, lan.team)
    await record()
    expect((await db.outbox.orderBy('no').last())?.author).toBe(LAN)
  })

  it('killed in the middle binds nothing', async () => {
    await record()
    const die = () => {
      throw new Error('killed')
    }
    db.outbox.hook('updating', die)
    await expect(bindJoined(lan, null)).rejects.toThrow('killed')
    db.outbox.hook('updating').unsubscribe(die)
    expect(await getSetting('standing')).toBeUndefined()
    expect(await db.outbox.toArray()).toMatchObject([{ author: null }])
  })
})

describe('a chosen person who may not act', () => {
  const device = 'c0000000-0000-4000-8000-0000000000dd'
  const ha = { ...lan, member: HA, member_name: 'Hà' }
  const told = (state: string, ver: number) =>
    db.transaction('rw', db.base, db.sent, db.outbox, db.meta, async () => {
      await putRows('base', [
        {
          id: device,
          kind: 'device',
          channel: `device:${device}`,
          ver,
          h: '',
          f: { enrolments: [ha, { ...lan, state }], state: 'approved' },
        } as unknown as Row,
      ])
    })
  const author = (author: string | null, channel: string | null) => ({ author, channel })

  beforeEach(async () => {
    await putSetting('device', device)
    await bindJoined(ha, null)
    await bindJoined(lan, null)
    await told('refused', 1)
  })

  it('keeps the name and sends nothing, until the team approves', async () => {
    expect(await currentPerson()).toBeNull()
    await record()
    expect(await db.outbox.toArray()).toMatchObject([author(LAN, null)])
    expect((await readRequestInput(50, 64_000)).changes).toEqual([])
    await bindJoined(ha, null)
    expect(await db.outbox.toArray()).toMatchObject([author(LAN, null)])
    await told('approved', 2)
    expect(await db.outbox.toArray()).toMatchObject([author(LAN, TEAM)])
    expect((await readRequestInput(50, 64_000)).changes[0]).not.toHaveProperty('team')
  })

  it('joining anew binds it too', async () => {
    await record()
    await bindJoined(lan, null)
    expect(await db.outbox.toArray()).toMatchObject([author(LAN, TEAM)])
  })

  it('an edit of the team’s record stays here too', async () => {
    const id = newId()
    const row = { id, kind: 'help_session', channel: TEAM, ver: 1, h: '', f: SESSION }
    await db.base.add(row as unknown as Row)
    await edit(id, { people: 4 }, { people: 1 })
    expect(await db.outbox.toArray()).toMatchObject([author(LAN, null)])
  })

  it('an edit of another team’s record goes to that team, not to its author’s', async () => {
    const id = newId()
    const row = { id, kind: 'help_session', channel: OTHER, ver: 1, h: '', f: SESSION }
    await db.base.add(row as unknown as Row)
    await edit(id, { people: 4 }, { people: 1 })
    await record()
    await told('approved', 2)
    expect(await db.outbox.orderBy('no').toArray()).toMatchObject([
      author(LAN, OTHER),
      author(LAN, TEAM),
    ])
  })

  it('an edit whose record has left this phone goes where its create went', async () => {
    const id = newId()
    const create = { id: newId(), no: 0, op: 'create', record: id, channel: OTHER, set: SESSION }
    await db.sent.add(create as unknown as SentItem)
    await edit(id, { people: 4 }, { people: 1 })
    await bindJoined(lan, null)
    expect(await db.outbox.toArray()).toMatchObject([author(LAN, OTHER)])
  })

  it('an edit by one who may act waits for the create, and goes after it, to its team', async () => {
    const id = await record()
    const far = { ...ha, team: OTHER.slice(5), channel: OTHER }
    await bindJoined(far, null)
    await edit(id, { people: 4 }, { people: 1 })
    await record()
    const sent = async () => (await readRequestInput(50, 64_000)).changes
    expect(await sent()).toMatchObject([{ no: 3, channel: OTHER }])
    expect(await readRequestInput(50, 64_000)).toMatchObject({ left: false, pending: 3 })
    await told('approved', 2)
    expect(await sent()).toMatchObject([
      { no: 1, op: 'create', ...author(LAN, TEAM) },
      { no: 2, op: 'edit', ...author(HA, TEAM) },
      { no: 3, op: 'create', ...author(HA, OTHER) },
    ])
  })

  it('another can be chosen', async () => {
    await choosePerson(HA, ha.team)
    await record()
    expect(await db.outbox.toArray()).toMatchObject([author(HA, TEAM)])
  })
})

describe('a request', () => {
  it('takes what fits, one change always', async () => {
    await bindJoined(lan, null)
    await record({ note: 'a'.repeat(100) })
    await record()
    expect((await readRequestInput(50, 10)).changes).toHaveLength(1)
    expect(await readRequestInput(1, 64_000)).toMatchObject({ left: true, pending: 2 })
    expect((await readRequestInput(50, 64_000)).left).toBe(false)
  })

  it('carries nothing that is only the phone’s own', async () => {
    await bindJoined(lan, null)
    await record()
    const [change] = (await readRequestInput(50, 64_000)).changes
    expect(Object.keys(change ?? {}).sort()).toEqual(
      ['at', 'author', 'channel', 'id', 'kind', 'no', 'op', 'record', 'schema', 'set'].sort(),
    )
  })

  it('leaves out what is set aside', async () => {
    await bindJoined(lan, null)
    await record()
    await db.outbox.toCollection().modify({ error: 'bad_json' })
    await putSetting('no', 1)
    expect((await readRequestInput(50, 64_000)).changes).toEqual([])
  })

  it('takes no edit without its create, until a corrected one stands for that', async () => {
    await bindJoined(lan, null)
    const id = await record()
    await db.outbox.toCollection().modify({ error: 'bad_value' })
    await edit(id, { people: 4 }, { people: 1 })
    expect((await readRequestInput(50, 64_000)).changes).toEqual([])
    await writeChange({ id: newId(), kind: 'help_session', record: id, at: 'now' }, () => ({
      op: 'create',
      set: SESSION,
    }))
    await edit(id, { people: 5 }, { people: 1 })
    expect((await readRequestInput(50, 64_000)).changes).toMatchObject([{ no: 3 }, { no: 4 }])
  })
})
