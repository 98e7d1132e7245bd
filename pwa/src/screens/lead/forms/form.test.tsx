// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Outcome } from '../../../actions/outcome'
import { Field, Select } from '../../../components/field'
import { Snackbar } from '../../../components/snackbar'
import { loadLaterWords, t } from '../../../i18n'
import { SubmitForm } from './form'
import type { PersistedForm } from './persisted-form'

const place = document.createElement('div')
const save = vi.fn<() => Promise<Outcome>>()
const onClose = vi.fn()
const typed: PersistedForm<{ name: string; from: string; kind: string }> = {
  values: { name: 'Khánh Cường', from: '2026-11-24', kind: 'xa' },
  set: vi.fn(),
  forget: vi.fn(),
  restored: false,
}
const KINDS = ['xa', 'phuong'].map((value) => ({ value, label: value }))

const field = (n: number) => place.querySelectorAll('input')[n] as HTMLInputElement
const submit = () => act(async () => place.querySelector<HTMLElement>('[type=submit]')?.click())

beforeAll(loadLaterWords)
beforeEach(() => {
  vi.clearAllMocks()
  document.body.replaceChildren(place)
  act(() =>
    render(
      <>
        <SubmitForm typed={typed} title="" save={save} saved="Đã thêm" onClose={onClose}>
          {({ text, choice }) => (
            <>
              <Field label="Tên" {...text('name')} />
              <Field label="Từ ngày" {...text('from', 'valid_from')} />
              <Select label="Cấp" options={KINDS} {...choice('kind')} />
            </>
          )}
        </SubmitForm>
        <Snackbar />
      </>,
      place,
    ),
  )
})
afterEach(() => act(() => render(null, place)))

it('gives each field what was typed, and hears what is typed or chosen', () => {
  const list = place.querySelector('select') as HTMLSelectElement
  expect([field(0).value, field(1).value, list.value]).toEqual(Object.values(typed.values))
  field(1).value = '2026-11-25'
  field(1).dispatchEvent(new Event('input', { bubbles: true }))
  list.value = 'phuong'
  list.dispatchEvent(new Event('change', { bubbles: true }))
  expect(vi.mocked(typed.set).mock.calls).toEqual([[{ from: '2026-11-25' }], [{ kind: 'phuong' }]])
})

it('shows a fault at the field that the server names, and keeps what was typed', async () => {
  const details = { errors: { json: { valid_from: ['Not a valid date.'] } } }
  save.mockResolvedValue({ ok: false, problem: 'invalid_shape', details })
  await submit()
  expect(field(0).getAttribute('aria-invalid')).toBeNull()
  expect(field(1).getAttribute('aria-invalid')).toBe('true')
  expect(place.textContent).toContain(t('form.check'))
  expect([typed.forget, onClose].map((one) => vi.mocked(one).mock.calls.length)).toEqual([0, 0])
})

it('says that it is done, forgets what was typed and closes', async () => {
  save.mockResolvedValue({ ok: true })
  await submit()
  expect(place.querySelector('.snackbar')?.textContent).toBe('Đã thêm')
  expect([typed.forget, onClose].map((one) => vi.mocked(one).mock.calls.length)).toEqual([1, 1])
})
