// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { loadLaterWords, problem } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { Snapshot } from './snapshot'

vi.mock('../../../api/desk', () => ({
  readDesk: async () => ({
    status: 404,
    body: { code: 'not_found' },
    etag: null,
    retryAfter: null,
  }),
}))

it('says of a code that no report bears what to look at, not that it lies out of reach', async () => {
  await freshStore()
  await loadLaterWords()
  const place = document.createElement('div')
  act(() => render(<Snapshot params={{ code: 'ABCDE12345' }} />, place))
  await vi.waitFor(() =>
    expect(place.textContent).toContain('Không có báo cáo nào mang mã ABCDE12345'),
  )
  expect(place.textContent).not.toContain(problem('not_found'))
  act(() => render(null, place))
})
