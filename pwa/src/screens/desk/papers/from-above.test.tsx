// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import { loadLaterWords, t } from '../../../i18n'
import { ActivityCard } from '../activities/activities'
import type { Activity } from '../activities/api-types'
import type { Paper } from './api-types'
import { PaperCard } from './paper-list'

const unit = { unit: 'u', unit_name: 'Cụm Đức Phổ' }
const paper: Paper = {
  ...unit,
  id: 'p',
  activity: null,
  title: 'Kế hoạch ra quân',
  kind: 'ke_hoach',
  number: null,
  issued: null,
  issuer: null,
  readers: 'participants',
  opens: null,
  ends: null,
  version: 1,
  code: null,
  edition: 1,
  state: 'live',
  files: [
    { as: 'text', bytes: 900 },
    { as: 'original', bytes: 90_000, sha: 'a'.repeat(64), type: 'application/pdf', name: 'a.pdf' },
  ],
  phones: 2,
  opened: null,
  set_at: '2026-11-24T09:00:00+07:00',
  from_above: true,
}
const activity: Activity = {
  ...unit,
  id: 'a',
  name: 'Ngày hội số',
  kind: 'ra_quan',
  link: null,
  slots: 0,
  agenda: 0,
  version: 0,
  code: null,
  from: '2026-11-24',
  to: '2026-11-24',
  place: 'Chợ',
  partners: null,
  teams: [{ id: 't', name: 'Đội hình Phổ Cường' }],
  totals: { people: 7, turns: 7, volunteers: 1, sessions: 1 },
  from_above: true,
}

async function renderOpen(card: preact.JSX.Element): Promise<HTMLElement> {
  await loadLaterWords()
  const place = document.createElement('div')
  await act(() => render(card, place))
  return place
}

const changes = (place: HTMLElement) => place.querySelectorAll('.row-actions').length

it('what a unit above issued says whose it is, is read, and is not changed', async () => {
  const card = await renderOpen(<PaperCard row={paper} shown="" />)
  expect(card.textContent).toContain('Do Cụm Đức Phổ gửi')
  expect(card.textContent).toContain(t('papers.read'))
  expect(card.querySelector('a[download]')?.getAttribute('href')).toBe(
    `/api/blobs/${'a'.repeat(64)}`,
  )
  expect(changes(card)).toBe(0)
  expect(
    changes(await renderOpen(<PaperCard row={{ ...paper, from_above: false }} shown="" />)),
  ).toBe(1)
  const other = await renderOpen(<ActivityCard row={activity} shown="" />)
  expect(other.textContent).toContain('Do Cụm Đức Phổ tổ chức')
  expect(changes(other)).toBe(0)
})
