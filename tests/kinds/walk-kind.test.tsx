// Walked by test_recipes.py in a copy of the project that has one table more.
import { beforeAll, expect, it } from 'vitest'
import { fields } from '../../sync/kinds/tool_check.json'
import { db } from './store/database'
import { newId } from './store/ids'
import { writeChange } from './store/outbox'
import { formOf, NAMES, specOf, validate } from './rules/kinds'
import { kindOf } from './rules/kinds/kind'
import { replay } from './rules/replay'
import type { ReviewRow } from './screens/lead/api-types'
import { begin, ownValues } from './screens/lead/review/review-form'
import { freshStore } from './sync/test-phone'

const CHECK = { day: '2026-11-24', tool: 'MAY1', state: 'worn', note: 'màn hình vỡ' }

beforeAll(freshStore)

it('is checked and kept as its one use case writes it', async () => {
  const toolCheck = kindOf(fields)
  const set = toolCheck.validate(CHECK, 'create')
  toolCheck.checkWhole(set)
  const at = '2026-11-24T09:10:00+07:00'
  const where = { id: newId(), kind: 'tool_check', record: newId(), at }
  await writeChange(where, () => ({ op: 'create', set }))
  const [kept] = await db.outbox.toArray()
  expect(kept).toMatchObject({ kind: 'tool_check', set: { ...CHECK, status: 'live' } })
  expect(() => validate('tool_check', { state: 'broken' }, 'edit')).toThrow('bad_value: state')
  expect(() => toolCheck.checkWhole({ day: '2026-11-24', tool: 'MAY1' })).toThrow('bad_value: state')
  const made = { op: 'create', kind: 'tool_check', set, author: null, channel: null } as const
  const edit = { set: { state: 'good' }, prev: { state: 'worn' } }
  const change = { op: 'edit', kind: 'tool_check', author: null, channel: null, ...edit } as const
  expect(replay(null, [made, change])).toMatchObject({ ...CHECK, state: 'good' })
})

it('has a form in a review', () => {
  expect(NAMES).toContain('tool_check')
  expect(formOf('tool_check')).toEqual(['tool', 'state', 'note'])
  expect(specOf('tool', 'tool_check')).toMatchObject({ required: true })
  const set = { ...CHECK, note: 'a'.repeat(61), tool: 'XE9' }
  const body = { op: 'create', kind: 'tool_check', set }
  const form = begin({ kind: 'review', code: 'bad_value', body } as ReviewRow, '2026-11-24')
  if (!form) throw new Error('no form')
  expect(form.names).toEqual(['tool', 'state', 'note'])
  expect(ownValues(form, { ...form.values, note: 'vỡ' })).toEqual({ note: 'vỡ' })
})
