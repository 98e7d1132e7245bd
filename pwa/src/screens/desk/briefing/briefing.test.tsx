// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { Briefing } from './briefing'

const figures = { sessions: 1, people: 2, turns: 3, completed: 3, volunteer_turns: null }
const tallies = {
  total: figures,
  rows: [],
  unit: { id: 'u', name: 'Đức Phổ', kind: 'cum' },
  team: null,
  completeness: { as_of: '2026-11-20T22:07:00+07:00', teams: 1, unsent_at_least: 0 },
}
vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => ({
    status: 200,
    body: path.startsWith('/api/tallies') ? tallies : { rows: [], other: [], on: '2026-11-20' },
    etag: null,
    retryAfter: null,
  }),
}))

it('names one time on paper too: that of its figures', async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  const place = document.createElement('div')
  await act(async () => render(<Briefing />, place))
  await vi.waitFor(() => expect(place.textContent).toContain('Cụm Đức Phổ · '))
  expect(place.querySelector('.paper-line')?.textContent).toBe('')
  act(() => render(null, place))
})
