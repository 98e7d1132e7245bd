import { effect } from '@preact/signals'
import { expect, it, vi } from 'vitest'
import type { Row } from '../rules/types'
import { db } from '../store/database'
import { noteMembers } from '../store/newcomers'
import type { OutboxItem } from '../store/rows'
import { putSetting } from '../store/settings'
import { joinedPhone, LAN } from '../sync/test-phone'
import { DEVICE, TEAM } from '../sync/test-server'
import { newcomers, presentMembers } from './team'

const team = TEAM.slice(5)

async function member(name: string, by_code?: boolean): Promise<void> {
  const f = { member: name, name, role: 'volunteer', affiliation: 'DOAN', from: '2026-01-01' }
  const row = { id: name, kind: 'member', channel: TEAM, ver: 1, h: '', state: 'counted' }
  await db.base.put({ ...row, f: { ...f, to: null, by_code } } as unknown as Row)
}

it('tells a lead of who came in by a code, not of who was added or moved there', async () => {
  await joinedPhone()
  const ha = { member: LAN, member_name: 'Hà', team, team_name: 'Phổ Cường', channel: TEAM }
  const enrolments = [{ ...ha, role: 'lead', state: 'approved', phrase: null }]
  const row = { id: DEVICE, kind: 'device', channel: `device:${DEVICE}`, ver: 1, h: '' }
  await db.base.put({ ...row, f: { enrolments, state: 'approved' } } as unknown as Row)
  await putSetting('complete', true)
  await noteMembers(team, [])
  await member('Lan', true)
  await member('Tư', false)
  await member('Mai')
  const names: string[][] = []
  const stop = effect(() => {
    const news = newcomers().value
    if (news) names.push(news.people.map((one) => one.name))
  })
  await vi.waitFor(() => expect(names.at(-1)).toEqual(['Lan']))
  await noteMembers(team, ['Lan'])
  await vi.waitFor(() => expect(names.at(-1)).toEqual([]))
  stop()
})

it('keeps people of one name in one order, before sending and after', async () => {
  await joinedPhone()
  const f = { name: 'Lan', role: 'volunteer', affiliation: 'DOAN', from: '2026-01-01', to: null }
  const row = { kind: 'member', channel: TEAM, ver: 1, h: '', state: 'counted' }
  const put = (id: string) =>
    db.base.put({ ...row, id, f: { ...f, member: `m${id}` } } as unknown as Row)
  await put('2')
  const added = { kind: 'member', record: '1', channel: TEAM, op: 'create', error: null }
  const item = { ...added, id: 'c', no: 99, author: LAN, set: { ...f, member: 'm1' }, prev: {} }
  await db.outbox.put(item as unknown as OutboxItem)
  const order = async () => (await presentMembers(TEAM)).map((one) => one.row)
  expect(await order()).toEqual(['1', '2'])
  await db.outbox.clear()
  await put('1')
  expect(await order()).toEqual(['1', '2'])
})
