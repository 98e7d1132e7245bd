import ownData from 'virtual:words/own-data'
import { beforeAll, expect, it } from 'vitest'
import type { ServerData } from '../../actions/own-data'
import { addWords, loadLaterWords, t } from '../../i18n'
import type { Catalogue } from '../../queries'
import type { OwnData } from '../../queries/own-data'
import { listSessions } from './list-sessions'
import { pageOfData } from './page-of-data'
import { sectionsOf } from './sections'

const SERVED = { id: 's2', day: '2026-10-02', as: 'companion', state: 'counted', team: 'Đội' }
const view = {
  ...{ id: 's1', day: '2026-11-24', start: '09:10', people: 2, placeKind: 'NVH', place: null },
  ...{ placeName: 'Nhà văn hóa', services: [{ code: 'DD01' }], companions: ['minh'] },
  ...{ note: 'máy <cũ>', status: 'live', where: 'here', state: null, authorName: 'Minh' },
}
const local = {
  ...{ member: 'lan', name: 'Lan', mayAsk: true, waits: false, unsent: 1, lastContact: null },
  ...{ teams: [], openings: [], requests: [], sessions: [{ view, as: 'author' }] },
} as unknown as OwnData
const server = {
  ...{ member: { id: 'lan', name: 'Lan' }, consented_at: null, merged: [], teams: [], phones: [] },
  known_since: '2026-01-01T00:00:00Z',
  sessions: [
    { ...SERVED, others: 2, place: null, fields: { start: '08:00', people: 1, note: null } },
    { ...SERVED, id: 's1', others: 1, place: null, fields: {} },
  ],
  ...{ more_sessions: false, openings: [], certificates: [], requests: [], waiting: [] },
  acts: [{ at: '2026-11-24T02:00:00Z', action: 'joined', own: true }],
} as unknown as ServerData
const known = {
  ...{ local, catalogue: { label: (_: string, code: string) => code } as unknown as Catalogue },
  nameAct: (action: string) => action,
  nameProblem: (code: string) => code,
}

beforeAll(async () => {
  await loadLaterWords()
  addWords(ownData)
})

it('each session stands once, as this phone has it, the latest first', () => {
  expect(
    listSessions(local, server).map(({ id, as, others, mark }) => [id, as, others, mark]),
  ).toEqual([
    ['s1', 'author', 1, 'unsent'],
    ['s2', 'companion', 2, null],
  ])
})

it('says without a network what is not here', () => {
  const parts = sectionsOf({ ...known, server: null })
  const certificates = parts.find(({ title }) => title === t('own_data.certificates'))
  expect(certificates?.lines).toEqual([t('own_data.only_server')])
  const waiting = parts.find(({ title }) => title === t('own_data.waiting'))
  expect(waiting?.lines).toEqual([t('own_data.unsent', { n: 1 }), t('own_data.only_server')])
})

it('names nobody else, on the screen and in the file, and the file runs nothing', () => {
  const sections = sectionsOf({ ...known, server })
  const data = { server, phone: { ...local, sessions: listSessions(local, null) } }
  const page = pageOfData({
    ...{ language: 'vi', title: 'Lan & bạn', notes: ['<b>'], sections, data, machine: 'JSON' },
  })
  expect(JSON.stringify(sections)).not.toMatch(/minh/i)
  expect(page).not.toMatch(/minh/i)
  expect(page).toContain('<h1>Lan &amp; bạn</h1>')
  expect(page).toContain('máy &lt;cũ&gt;')
  expect(page).not.toContain('<cũ>')
  expect(page).not.toContain('<script')
})
