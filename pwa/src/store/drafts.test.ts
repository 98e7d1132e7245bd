import { beforeEach, expect, it } from 'vitest'
import { freshStore } from '../sync/test-phone'
import { handOverDrafts, putDraft } from './change-drafts'
import { getDraft } from './drafts'

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
