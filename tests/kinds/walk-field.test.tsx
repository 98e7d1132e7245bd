// @vitest-environment jsdom
// Walked by test_recipes.py in a copy of the project whose table of help sessions has two fields more.
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeAll, expect, it } from 'vitest'
import { addOneMore } from './actions/help-session'
import { db } from './store/database'
import type { Catalogue } from './queries'
import { catalogue, useLive } from './queries'
import { validate } from './rules/kinds'
import { replay } from './rules/replay'
import type { ReviewRow } from './screens/lead/api-types'
import { ReviewField } from './screens/lead/review/review-fields'
import { begin, draftOfValues, ownValues, valuesOfDraft } from './screens/lead/review/review-form'
import { formatField, formatValue } from './screens/lead/format-value'
import { freshStore } from './sync/test-phone'
import { loadLaterWords } from './i18n'

const TODAY = '2026-11-24'
const MORE = { weather: 'KHONGHOI', told: 'Loa phường báo' }
const line = { people: 1, outcome: 'XONG', reasons: [] }
const session = { day: TODAY, start: '09:10', place_kind: 'NVH', people: 1, 'services.DD01': line }

const sent = (op: string, set: object, code: string) =>
  begin({ kind: 'review', code, body: { op, kind: 'help_session', set } } as ReviewRow, TODAY)
const late = (field: string, proposed: unknown) =>
  begin({ kind: 'proposal', field, proposed, code: null, current: null } as ReviewRow, TODAY)

beforeAll(async () => {
  await loadLaterWords()
  await freshStore()
})

it('is checked, kept, shown and recorded again', async () => {
  const set = validate('help_session', { ...session, ...MORE }, 'create')
  expect(set).toMatchObject(MORE)
  expect(validate('help_session', { weather: null }, 'edit')).toEqual({ weather: null })
  expect(() => validate('help_session', { weather: 3 }, 'edit')).toThrow('bad_value: weather')
  expect(() => validate('help_session', { told: 'a'.repeat(41) }, 'edit')).toThrow('told')
  const change = { op: 'create', kind: 'help_session', set, author: null, channel: null } as const
  expect(replay(null, [change])).toMatchObject(MORE)
  expect(await addOneMore(set)).toMatchObject({ ok: true })
  expect((await db.outbox.toArray())[0]?.set).toMatchObject(MORE)
})

it('is asked for in a review, and never lost there', () => {
  const whole = sent('create', { ...session, people: 0, ...MORE }, 'bad_value')
  if (!whole) throw new Error('no form')
  expect(whole.beside).toEqual(['weather', 'told'])
  expect(ownValues(whole, whole.values)).toEqual({ people: 1 })
  const draft = valuesOfDraft(draftOfValues(whole.values))
  expect(ownValues(whole, { ...draft, ...MORE, weather: 'NHIEU' })).toEqual({
    people: 1,
    weather: 'NHIEU',
  })
  expect(sent('edit', { weather: 'NANG', status: 'live' }, 'unknown_code')?.names).toEqual([
    'weather',
  ])
  expect(late('told', 'không')?.values).toEqual({ told: 'không' })
})

it('has a part of its form, and words', async () => {
  let known: Catalogue | undefined
  let values: Readonly<Record<string, unknown>> = MORE
  function Form() {
    known = useLive(catalogue())
    if (!known) return null
    const around = { teammates: [], names: new Map(), places: [] }
    const rest = { values, catalogue: known, around, today: TODAY, kind: 'help_session' }
    const onChange = (next: typeof values) => {
      values = next
    }
    return ['weather', 'told'].map((name) => (
      <ReviewField key={name} name={name} {...rest} onChange={onChange} />
    ))
  }
  const place = document.body.appendChild(document.createElement('div'))
  act(() => render(<Form />, place))
  await expect.poll(() => place.querySelectorAll('input').length).toBeGreaterThan(1)
  const told = [...place.querySelectorAll('input')].at(-1) as HTMLInputElement
  expect([told.value, told.maxLength]).toEqual([MORE.told, 40])
  expect(place.textContent).toContain('weather')
  if (!known) throw new Error('no catalogue')
  expect(formatField('weather', known)).toContain('weather')
  expect(formatValue('weather', 'KHONGHOI', known)).not.toBe('KHONGHOI')
  expect(formatValue('told', MORE.told, known)).toBe(MORE.told)
})
