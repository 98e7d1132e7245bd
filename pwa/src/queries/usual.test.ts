import { effect } from '@preact/signals'
import { expect, it } from 'vitest'
import { clearDraft, saveDraft } from '../actions/phone'
import { freshStore } from '../sync/test-phone'
import { first } from './test-live'
import { type Usual, usual } from './usual'

const KEY = 'usual@lan/team'
const USUAL: Usual = { day: '2026-11-24', placeKind: 'CHO', place: null, companions: [] }

/** What a form that opens now begins with, the very first thing that it is told. */
function opened(): Usual | null | undefined {
  let told: Usual | null | undefined
  effect(() => {
    told = usual(KEY, null).value
  })()
  return told
}

it('is never what was usual before the last session', async () => {
  await freshStore()
  await saveDraft(KEY, USUAL)
  expect(await first(usual(KEY, null))).toMatchObject({ placeKind: 'CHO' })
  await saveDraft(KEY, { ...USUAL, placeKind: 'NHA' })
  expect(opened()).toBeUndefined()
  expect(await first(usual(KEY, null))).toMatchObject({ placeKind: 'NHA' })
  await clearDraft(KEY)
  expect(await first(usual(KEY, null))).toBeNull()
})
