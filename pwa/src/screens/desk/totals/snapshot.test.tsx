// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { loadLaterWords, problem } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { Snapshot } from './snapshot'

const { server } = vi.hoisted(() => ({ server: { status: 404, body: {} as object } }))
vi.mock('../../../api/desk', () => ({
  readDesk: async () => ({ ...server, etag: null, retryAfter: null }),
}))

it('says of a code that no report bears what to look at, not that it lies out of reach', async () => {
  Object.assign(server, { status: 404, body: { code: 'not_found' } })
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

it.each([
  [null, ['then', 'told', 'now']],
  ['2026-11-29T22:00:00+07:00', ['then', 'now']],
])(
  'tells of a month that is open again since %s nothing that was reported',
  async (at, columns) => {
    const figures = (people: number) => ({ people, turns: 1, volunteers: 1, sessions: 1 })
    const report = { unit: 'Xã Khánh Cường', month: '2026-11', code: 'ABCDE12345' }
    const told = {
      total: figures(642),
      told: figures(at ? 0 : 642),
      now: figures(646),
      same: false,
    }
    const body = { ...report, ...told, closed_at: '2026-11-29T21:00:00+07:00', reopened_at: at }
    Object.assign(server, { status: 200, body })
    await freshStore()
    await loadLaterWords()
    const place = document.createElement('div')
    act(() => render(<Snapshot params={{ code: 'ABCDE12345' }} />, place))
    const people = () => [...place.querySelectorAll<HTMLElement>('td[data-figure=people]')]
    await vi.waitFor(() => expect(people().map((cell) => cell.dataset.of)).toEqual(columns))
    act(() => render(null, place))
  },
)
