// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { loadLaterWords, t } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { type RowAction, RowActions } from './row-actions'

const place = document.createElement('div')
const end = vi.fn()
const CHANGE: RowAction = { label: 'Sửa tên', form: () => <form>Tên</form> }
const END: RowAction = { label: 'Kết thúc', danger: true, run: end }
const MOVE: RowAction = { label: 'Chuyển', run: () => undefined }

beforeAll(async () => {
  await freshStore()
  await loadLaterWords()
})
afterEach(() => {
  act(() => render(null, place))
  end.mockReset()
})

const draw = (...actions: RowAction[]) =>
  act(() => render(<RowActions name="Đội 1" actions={actions} />, place))
const buttons = () => [...place.querySelectorAll('button')].map((one) => one.textContent)
const tap = (text: string) =>
  act(() => [...place.querySelectorAll('button')].find((one) => one.textContent === text)?.click())

it('opens the form of the first act with one tap', () => {
  draw(CHANGE, END)
  tap(t('form.open'))
  expect(place.querySelector('form')).not.toBeNull()
})

it('does a single act, or the only other one, with its own button; several are in a list', () => {
  draw(END)
  expect(buttons()).toEqual(['Kết thúc'])
  tap('Kết thúc')
  expect(end).toHaveBeenCalledOnce()
  draw(CHANGE, END)
  expect(buttons()).toEqual([t('form.open'), 'Kết thúc'])
  draw(CHANGE, MOVE, END)
  expect(buttons()).toEqual([t('form.open'), t('form.more')])
  tap(t('form.more'))
  expect(buttons()).toEqual([t('form.open'), t('form.more'), 'Chuyển', 'Kết thúc'])
})
