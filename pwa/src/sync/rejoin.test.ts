import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Enrolment } from '../rules/types'
import { bindJoined } from '../store/bind-people'
import { db } from '../store/database'
import { saveChannels } from '../store/inbox'
import { currentPerson, readEnrolments } from '../store/people'
import { readJoined } from '../store/receipts'
import { getSetting, putSetting } from '../store/settings'
import { Pace } from './backoff'
import type { Ports } from './ports'
import { rejoin } from './rejoin'
import { joinedPhone, LAN, record, sync } from './test-phone'
import { DEVICE, refusal, TEAM, type TestServer } from './test-server'

const answers = vi.hoisted(() => ({ next: [] as unknown[], asked: [] as unknown[] }))
vi.mock('../api/people', () => ({
  askToRejoin: async (body: unknown) => {
    answers.asked.push(body)
    const next = answers.next.shift()
    if (typeof next === 'function') return next()
    return next
  },
}))

const OTHER = '7c000000-0000-4000-8000-000000000002'
const lan: Enrolment = {
  member: LAN,
  member_name: 'Lan',
  team: TEAM.slice(5),
  team_name: 'Phổ Cường',
  role: 'volunteer',
  state: 'approved',
  phrase: null,
  channel: TEAM,
  receipt: 'told-here',
}
const moved = {
  ...lan,
  team: OTHER,
  team_name: 'Phổ An',
  channel: `team:${OTHER}`,
  receipt: 'told-there',
}

let server: TestServer
let ports: Ports

beforeEach(async () => {
  answers.next = []
  answers.asked = []
  ;({ server, ports } = await joinedPhone())
  ports.rejoin = rejoin
  await putSetting('receipts', ['from-joining'])
})

/** What the server says of this phone. */
const tell = (...enrolments: Enrolment[]) =>
  server.put(DEVICE, 'device', { enrolments, state: 'approved' }, `device:${DEVICE}`)

const rejoined = (known: boolean, ...people: Enrolment[]) => ({
  status: 200,
  body: { known, people: people.map(({ member, team, state }) => ({ member, team, state })) },
  retryAfter: null,
  etag: null,
})

describe('what proves who joined', () => {
  it('is what joining gave and what the server told since, each once', async () => {
    await putSetting('enrolments', [{ ...lan, receipt: undefined as unknown as string }])
    tell(lan, moved)
    await sync(ports)
    await sync(ports)
    expect(await readJoined()).toEqual({
      device: DEVICE,
      key: null,
      receipts: ['from-joining', 'told-here', 'told-there'],
      people: expect.arrayContaining([{ id: LAN, name: 'Lan' }]),
    })
  })

  it('is nothing on a phone on which nobody has joined', async () => {
    await putSetting('receipts', [])
    expect(await rejoin()).toBe('no')
    expect(answers.asked).toEqual([])
  })

  it('stays when the row of this phone goes away with its channel', async () => {
    tell(lan, moved)
    await sync(ports)
    await db.transaction('rw', db.tables, async () => await saveChannels([]))
    expect(await db.base.get(DEVICE)).toBeUndefined()
    expect(await readEnrolments()).toMatchObject([{ team: lan.team }, { team: OTHER }])
    expect((await readJoined())?.receipts).toContain('told-there')
  })
})

describe('a server that came back from a backup', () => {
  it('hears first of who it lacks, then gets back what it lost', async () => {
    tell(lan)
    await sync(ports)
    const restore = server.snapshot()
    tell(lan, moved)
    await sync(ports)
    await putSetting('person', { member: LAN, team: OTHER })
    const id = await record()
    await sync(ports)
    restore()
    answers.next = [
      () => {
        // Nothing of the author may come before the author.
        expect(server.known.size).toBe(0)
        tell(lan, { ...moved, state: 'pending' })
        return rejoined(true, lan, { ...moved, state: 'pending' })
      },
    ]
    await sync(ports)
    expect(answers.asked).toMatchObject([
      { device: DEVICE, receipts: ['from-joining', 'told-here', 'told-there'] },
    ])
    expect(server.rows.get(id)).toMatchObject({ channel: `team:${OTHER}` })
    expect(await currentPerson()).toMatchObject({ team: OTHER, state: 'pending' })
    expect(await db.outbox.count()).toBe(0)
  })

  it('is not asked where it knows everybody', async () => {
    tell(lan)
    await sync(ports)
    const restore = server.snapshot()
    await record()
    await sync(ports)
    restore()
    await sync(ports)
    expect(answers.asked).toEqual([])
    expect(await db.outbox.count()).toBe(0)
  })

  for (const [name, silence] of Object.entries({
    'does not answer': () => {
      throw Object.assign(new Error(), { name: 'Unreachable' })
    },
    'is busy': () => refusal(503, 'server_busy'),
    'has heard too many': () => refusal(429, 'too_many_attempts'),
  })) {
    it(`gets nothing before it knows who is on the phone: it ${name}`, async () => {
      tell(lan)
      await sync(ports)
      const restore = server.snapshot()
      tell(lan, moved)
      await record()
      await sync(ports)
      restore()
      answers.next = [silence]
      expect(await sync(ports)).toEqual({ end: 'wait', retryAfter: null })
      expect(server.known.size).toBe(0)
      expect(await readEnrolments()).toMatchObject([{ team: lan.team }, { team: OTHER }])
      answers.next = [() => rejoined(true, lan, { ...moved, state: 'pending' })]
      await sync(ports)
      expect(server.known.size).toBe(1)
    })
  }

  it('that has forgotten the phone gives it a cookie', async () => {
    await record()
    server.script.push(() => refusal(401, 'device_unknown'))
    answers.next = [rejoined(true, { ...lan, state: 'pending' })]
    await sync(ports)
    expect(await getSetting('standing')).toBe('welcome')
    expect(await db.outbox.count()).toBe(0)
  })

  it('that gave it cookies too often has it wait, and gets all of it later', async () => {
    await record()
    server.script.push(() => refusal(401, 'device_unknown'))
    answers.next = [() => refusal(429, 'too_many_attempts', 900)]
    expect(await sync(ports)).toEqual({ end: 'wait', retryAfter: 900 })
    expect(await getSetting('standing')).not.toBe('signed_out')
    expect(await db.outbox.count()).toBe(1)
    server.script.push(() => refusal(401, 'device_unknown'))
    answers.next = [rejoined(true, lan)]
    await sync(ports)
    expect(await getSetting('standing')).toBe('welcome')
    expect(await db.outbox.count()).toBe(0)
  })

  it('turns the phone away in the middle, and is asked once more', async () => {
    tell(lan)
    await sync(ports)
    const restore = server.snapshot()
    await record()
    await sync(ports)
    restore()
    const askHave = server.askHave.bind(server)
    let turned = 0
    server.askHave = async (ids) => {
      turned += 1
      return turned === 1 ? refusal(401, 'device_unknown') : await askHave(ids)
    }
    answers.next = [rejoined(true, lan)]
    await sync(ports)
    expect(server.known.size).toBe(1)
    expect(await getSetting('standing')).toBe('welcome')
  })

  it('refuses the receipts: a person has to join again, and all is kept', async () => {
    await record()
    server.script.push(() => refusal(401, 'device_unknown'))
    answers.next = [refusal(401, 'device_unknown')]
    expect(await sync(ports)).toEqual({ end: 'stopped' })
    expect(await getSetting('standing')).toBe('signed_out')
    expect(await db.outbox.count()).toBe(1)
    expect(await readEnrolments()).toHaveLength(1)
  })
})

describe('a team that the restored server does not have', () => {
  const gone: Enrolment = { ...lan, state: 'unknown' }

  beforeEach(async () => {
    await putSetting('person', { member: LAN, team: lan.team })
    tell(lan)
    await sync(ports)
  })

  /** The server was put back to before the team was made, and another one was made since. */
  async function losesTheTeam(): Promise<void> {
    server.rows.clear()
    server.known.clear()
    server.tags.clear()
    server.generation += 1
    server.channels = ['catalogue', `device:${DEVICE}`]
    tell()
    answers.next = [rejoined(true, gone)]
    await sync(ports)
  }

  it('keeps all that was recorded for it here, and says so', async () => {
    const sent = await record()
    await sync(ports)
    const late = await record()
    await losesTheTeam()
    await record()
    await sync(ports, new Pace())
    expect(server.known.size).toBe(0)
    const outbox = await db.outbox.orderBy('no').toArray()
    expect(outbox).toHaveLength(3)
    expect(outbox.slice(0, 2).map((item) => item.record)).toEqual([sent, late])
    for (const item of outbox) {
      expect(item).toMatchObject({ channel: null, team: lan.team, author: LAN, error: null })
    }
    expect(await db.sent.count()).toBe(0)
    expect(await currentPerson()).toBeNull()
    expect(await readEnrolments()).toMatchObject([{ member: LAN, state: 'unknown' }])
  })

  it('sends it all, in its order, once its author has joined anew', async () => {
    const id = await record()
    await sync(ports)
    await losesTheTeam()
    const anew = { ...moved, member: 'c0000000-0000-4000-8000-0000000000bb', member_name: 'LAN' }
    server.channels.push(anew.channel)
    await bindJoined(anew, 'new-receipt')
    tell(anew)
    await sync(ports)
    expect(server.rows.get(id)).toMatchObject({ channel: anew.channel })
    expect(await db.sent.toArray()).toMatchObject([{ author: anew.member }])
    expect(await db.outbox.count()).toBe(0)
  })

  it('leaves it to nobody of another name', async () => {
    await record()
    await losesTheTeam()
    const minh = { ...moved, member: 'c0000000-0000-4000-8000-0000000000cc', member_name: 'Minh' }
    await bindJoined(minh, 'new-receipt')
    expect(await db.outbox.toArray()).toMatchObject([{ author: LAN, channel: null }])
  })

  it('sends it where a better backup knows the team again', async () => {
    const id = await record()
    await sync(ports)
    await losesTheTeam()
    server.channels.push(TEAM)
    tell(lan)
    await sync(ports) // hears that it is approved
    await sync(ports)
    expect(server.rows.get(id)).toMatchObject({ channel: TEAM })
    expect(await currentPerson()).toMatchObject({ team: lan.team, state: 'approved' })
  })
})
