import { beforeEach, expect, it } from 'vitest'
import type { Enrolment } from '../rules/types'
import { freshStore } from '../sync/test-phone'
import { followMergedDrafts, handOverDrafts, putDraft } from './change-drafts'
import { getDraft } from './drafts'
import { putSetting } from './settings'

const LAN: Enrolment = {
  member: 'lan',
  member_name: 'Lan',
  team: 'team',
  team_name: 'Phổ Cường',
  role: 'volunteer',
  state: 'approved',
  phrase: null,
  channel: 'team:team',
}

beforeEach(freshStore)

it('what was filled in before joining goes to who joins, and nobody else’s', async () => {
  const at = '2026-11-24T02:00:00.000Z'
  await putDraft('card@', { people: 12 }, at)
  await putDraft('card@minh/team', { people: 3 }, at)
  await handOverDrafts('lan', 'team')
  expect(await getDraft('card@lan/team')).toEqual({ people: 12 })
  expect(await getDraft('card@minh/team')).toEqual({ people: 3 })
  expect(await getDraft('card@')).toBeNull()
})

it('what was begun under an id that was merged goes on under the one that is kept', async () => {
  const at = '2026-11-24T02:00:00.000Z'
  const [kept, old, team] = ['kept', 'old', 'team']
  await putSetting('person', { member: kept, team })
  await putSetting('enrolments', [{ ...LAN, member: kept, team, merged: [old] }])
  await putDraft(`crowd@${old}/${team}`, { counts: { DD01: 27 } }, at)
  await putDraft(`card@${old}/${team}`, { people: 12 }, at)
  await putDraft(`card@${kept}/${team}`, { people: 3 }, at)
  await followMergedDrafts()
  expect(await getDraft(`crowd@${kept}/${team}`)).toEqual({ counts: { DD01: 27 } })
  expect(await getDraft(`crowd@${old}/${team}`)).toBeNull()
  expect(await getDraft(`card@${kept}/${team}`)).toEqual({ people: 3 })
})
