// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { slug } from '../../../i18n/parse'
import type { Tallies } from '../../lead/api-types'
import { ShareTotals } from './share-totals'

vi.mock('../reports/share-picture', () => ({
  SharePicture: ({ name }: { name: string }) => <p class="picture">{slug(name)}</p>,
}))

const total = { sessions: 1, people: 3, turns: 4, volunteer_turns: null }

const BODY: Tallies = {
  as_of: '2026-11-28T07:05:00Z',
  unit: { id: 'u', name: 'Đức Phổ', kind: 'cum' },
  team: null,
  total,
  rows: [{ key: 'u', label: 'Đức Phổ', kind: 'own', totals: total }],
  completeness: {
    as_of: '2026-11-28T07:05:00Z',
    teams: 1,
    teams_reported_today: 1,
    teams_without_phone: 0,
    teams_with_unsent: 0,
    unsent_at_least: 0,
    oldest_unsent: null,
  },
}

it('the text for a chat names units with what they are', async () => {
  addWords(vietnamese)
  await loadLaterWords()
  const place = document.createElement('div')
  const days = { period: 'today', from: '2026-11-28', to: '2026-11-28' } as const
  await act(() => render(<ShareTotals body={BODY} by="unit" days={days} />, place))
  expect(place.querySelector('.picture')?.textContent).toBe('tung-ngo-don-vi-2026-11-28-2026-11-28')
  const lines = (place.querySelector('pre')?.textContent ?? '').split('\n')
  expect(lines[0]).toContain('Cụm Đức Phổ')
  expect(lines.filter((line) => line.includes('Đội trực thuộc'))).toEqual([
    expect.stringContaining('Đội trực thuộc Cụm Đức Phổ'),
  ])
})
