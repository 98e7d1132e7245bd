// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { MemberSelect } from './member-select'

const members = [
  { id: 'L', name: 'Lê Thị Lan', from: '2026-11-01', waiting: false },
  { id: 'M', name: 'Võ Thị Mới', from: '2026-11-02', waiting: true },
]
vi.mock('../../../api/desk', () => ({
  readDesk: async () => ({ status: 200, body: { members }, etag: null, retryAfter: null }),
}))

async function offered(approvedOnly?: true): Promise<string[]> {
  const place = document.createElement('div')
  const chooser = {
    label: '',
    value: '',
    onChange: () => undefined,
    ...(approvedOnly && { approvedOnly }),
  }
  act(() => render(<MemberSelect team="T" {...chooser} />, place))
  const values = () => [...place.querySelectorAll('option')].map((one) => one.value).filter(Boolean)
  await vi.waitFor(() => expect(values()).toContain('L'))
  const found = values()
  act(() => render(null, place))
  return found
}

it('offers people who wait for approval, unless only approved ones are wanted', async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  expect(await offered()).toEqual(['L', 'M'])
  expect(await offered(true)).toEqual(['L'])
})
