// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Certificate } from '../../../actions/desk/certificates'
import { addWords, loadLaterWords, problem, t } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { todayHere } from '../../lead/today'
import { setQuery } from '../../shared/set-query'
import { CertificateScreen, IssueCertificate } from './certificates'

const TEAM = '7c000000-0000-4000-8000-000000000001'
const LAN = '7c000000-0000-4000-8000-00000000000a'
const YEAR = { from: `${todayHere().slice(0, 4)}-01-01`, to: todayHere() }

const issued: Certificate = {
  code: 'ABCDEFGHJK',
  member: { id: LAN, name: 'Nguyễn Thị Lan' },
  team: { id: TEAM, name: 'Đội hình Phổ Cường' },
  unit_name: 'Xã Khánh Cường',
  letterhead: {
    superior: 'TỈNH ĐOÀN QUẢNG NGÃI',
    issuer: 'BCH ĐOÀN XÃ KHÁNH CƯỜNG',
    organisation: 'Đoàn xã Khánh Cường',
    place: 'Khánh Cường',
    on_behalf: 'TM. BAN THƯỜNG VỤ',
    signer: 'BÍ THƯ',
  },
  from: '2026-03-05',
  to: '2026-11-24',
  days: 12,
  sessions: 1234,
  hours: 1234.5,
  issued_at: '2026-11-24T20:00:00Z',
  issued_by: 'Sơn',
  withdrawn_at: null,
  reason: null,
}
const preview = {
  member: issued.member,
  team: issued.team,
  days: 12,
  sessions: 15,
  hours: 1,
  rows: [issued, { ...issued, code: '0000011111', withdrawn_at: '2026-11-25T02:00:00Z' }],
}
const time = { role: 'volunteer', waiting: false, affiliation: 'DOAN', to: null }
const people = {
  id: TEAM,
  members: [
    { ...time, ...issued.member, from: '2026-01-01', to: '2026-02-01' },
    { ...time, ...issued.member, from: '2026-03-01' },
    { ...time, id: 'ha-too', name: 'Phan Thị Hà', from: '2025-05-05' },
    { ...time, id: 'ha', name: 'Phan Thị Hà', from: '2026-11-29' },
    { ...time, id: 'mai', name: 'Mai', from: '2026-03-01', waiting: true },
  ],
}

const { server } = vi.hoisted(() => ({
  server: {
    preview: {},
    certificate: {},
    refuses: '',
    read: [] as string[],
    sent: [] as [string, unknown][],
  },
}))

vi.mock('../../../api/desk', () => {
  const good = (body: unknown) => ({ status: 200, body, etag: null, retryAfter: null })
  return {
    readDesk: async (path: string) => {
      server.read.push(path)
      if (path.startsWith('/api/certificates/')) return good(server.certificate)
      if (path.includes('/certificates?')) return good(server.preview)
      return good(path === '/api/teams' ? { rows: [issued.team] } : people)
    },
    writeDesk: async (_method: string, path: string, sent: unknown) => {
      server.sent.push([path, sent])
      const { refuses } = server
      return refuses ? { ...good({ code: refuses }), status: 422 } : good(issued)
    },
  }
})

let place: HTMLElement

beforeEach(async () => {
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  Object.assign(server, { preview, certificate: issued, refuses: '', read: [], sent: [] })
  HTMLDialogElement.prototype.showModal = () => undefined
  history.replaceState(null, '', '/desk/certify')
  place = document.createElement('div')
})
afterEach(() => act(() => render(null, place)))

const text = () => place.textContent ?? ''
const figure = (of: string) => place.querySelector(`[data-figure=${of}]`)?.textContent
const options = (n: number) =>
  [...(place.querySelectorAll('select')[n]?.options ?? [])].map((one) => one.text)

async function press(label: string, within = ''): Promise<void> {
  const buttons = [...place.querySelectorAll<HTMLButtonElement>(`${within} button`)]
  const button = buttons.find((one) => one.textContent === label)
  await act(async () => button?.click())
}

async function asked(member = LAN): Promise<void> {
  act(() => setQuery({ team: TEAM, member, from: undefined, to: undefined }))
  act(() => render(<IssueCertificate />, place))
  await vi.waitFor(() => expect(figure('days')).toBe('12'))
}

// Another one each time: what was asked a moment ago is not asked again.
async function shown(code: string): Promise<void> {
  act(() => render(<CertificateScreen params={{ code }} />, place))
  await vi.waitFor(() => expect(place.querySelector('.certificate')).not.toBeNull())
}

it('offers the team and who was in it, each once, told apart, and nobody who waits', async () => {
  act(() => setQuery({ team: undefined, member: undefined }))
  act(() => render(<IssueCertificate />, place))
  await vi.waitFor(() => expect(options(0)).toEqual([t('form.choose'), 'Đội hình Phổ Cường']))
  act(() => setQuery({ team: TEAM }))
  await vi.waitFor(() =>
    expect(options(1)).toEqual([
      t('form.choose'),
      'Nguyễn Thị Lan',
      'Phan Thị Hà (từ 05/05/2025)',
      'Phan Thị Hà (từ 29/11/2026)',
    ]),
  )
  expect(server.read.filter((path) => path.includes('certificates'))).toEqual([])
})

it('shows the figures of this year so far, and what was issued before', async () => {
  await asked()
  expect(figure('sessions')).toBe('15')
  expect(text()).toContain(`${t('certificate.hours')}1`)
  const days = `from=${YEAR.from}&to=${YEAR.to}`
  expect(server.read).toContain(`/api/teams/${TEAM}/members/${LAN}/certificates?${days}`)
  const lines = [...place.querySelectorAll('.lines a')]
  expect(lines.map((one) => one.getAttribute('href'))).toEqual([
    '/desk/certificate/ABCDEFGHJK',
    '/desk/certificate/0000011111',
  ])
  expect(lines[0]?.textContent).toContain('12 ngày, 1.234 buổi')
  expect(lines[0]?.textContent).toContain(t('certificate.by', { who: 'Sơn', day: '25/11/2026' }))
  expect(lines.map((one) => one.textContent?.includes(t('certificate.withdrawn.tag')))).toEqual([
    false,
    true,
  ])
})

it('asks for nothing while the days are turned around', async () => {
  act(() => setQuery({ team: TEAM, member: LAN, from: YEAR.to, to: YEAR.from }))
  act(() => render(<IssueCertificate />, place))
  const isTurned = YEAR.to > YEAR.from
  await vi.waitFor(() => expect(text().includes(t('form.days_turned'))).toBe(isTurned))
  expect(server.read.some((path) => path.includes('certificates'))).toBe(!isTurned)
})

it('issues it, and leads to the paper', async () => {
  await asked()
  await press(t('certificate.issue'))
  await vi.waitFor(() => expect(location.pathname).toBe('/desk/certificate/ABCDEFGHJK'))
  expect(server.sent).toEqual([[`/api/teams/${TEAM}/members/${LAN}/certificates`, YEAR]])
})

it('offers no paper where nothing counts', async () => {
  server.preview = { ...preview, days: 0, sessions: 0, rows: [] }
  act(() => setQuery({ team: TEAM, member: LAN, from: undefined, to: undefined }))
  act(() => render(<IssueCertificate />, place))
  await vi.waitFor(() => expect(text()).toContain(problem('nothing_to_confirm')))
  expect(place.querySelectorAll('.card .button.primary')).toHaveLength(0)
  expect(text()).not.toContain(t('certificate.issued'))
})

it('prints whose paper it is, of whom, and how much', async () => {
  await shown(issued.code)
  const paper = place.querySelector('.certificate')?.textContent ?? ''
  for (const said of [
    'TỈNH ĐOÀN QUẢNG NGÃI',
    'BCH ĐOÀN XÃ KHÁNH CƯỜNG',
    'Số: ABCDE-FGHJK',
    'Khánh Cường, ngày 25 tháng 11 năm 2026',
    'Đoàn xã Khánh Cường xác nhận:',
    'Nguyễn Thị Lan',
    'Số giờ đã ghi nhận: 1.234,5',
    'Đội hình Phổ Cường, xã Khánh Cường.',
    'từ ngày 05 tháng 3 năm 2026 đến ngày 24 tháng 11 năm 2026',
    'Số ngày tham gia: 12',
    'Số buổi tham gia: 1.234',
    'TM. BAN THƯỜNG VỤ',
    '/c/ABCDE-FGHJK',
  ])
    expect(paper).toContain(said)
  expect(place.querySelector('.proof .qr')).not.toBeNull()
  expect(paper).not.toContain(t('certificate.paper.void'))
})

it('is withdrawn with a reason or without one, which stays where it is refused', async () => {
  const other = { ...issued, code: '0000011111' }
  Object.assign(server, { certificate: other, refuses: 'person_named' })
  await shown(other.code)
  await press(t('certificate.withdraw'))
  const input = place.querySelector<HTMLInputElement>('dialog input')
  if (!input) throw new Error('nothing is to be typed')
  input.value = 'Của chị Lan'
  await act(async () => void input.dispatchEvent(new Event('input', { bubbles: true })))
  await press(t('certificate.withdraw'), 'dialog')
  await vi.waitFor(() => expect(text()).toContain(problem('person_named')))
  expect(place.querySelector<HTMLInputElement>('dialog input')?.value).toBe('Của chị Lan')
  server.refuses = ''
  server.certificate = {
    ...other,
    withdrawn_at: '2026-11-25T02:00:00Z',
    reason: 'Ghi nhầm',
  }
  input.value = ''
  await act(async () => void input.dispatchEvent(new Event('input', { bubbles: true })))
  await press(t('certificate.withdraw'), 'dialog')
  await vi.waitFor(() => expect(text()).toContain(t('certificate.paper.void')))
  const path = '/api/certificates/0000011111/withdrawal'
  expect(server.sent).toEqual([
    [path, { reason: 'Của chị Lan' }],
    [path, { reason: null }],
  ])
  expect(text()).toContain(t('certificate.withdrawn', { day: '25/11/2026' }))
  expect(text()).toContain(t('certificate.withdrawn.reason', { reason: 'Ghi nhầm' }))
  expect(text()).not.toContain(t('certificate.print'))
})

it('leads to the other teams of who was moved', async () => {
  const elsewhere = [{ id: 'other', name: 'Đội Trà Câu', sessions: 8 }]
  server.preview = { ...preview, days: 0, sessions: 0, rows: [], elsewhere }
  act(() => setQuery({ team: TEAM, member: LAN, from: undefined, to: undefined }))
  act(() => render(<IssueCertificate />, place))
  await vi.waitFor(() => expect(text()).toContain(t('certificate.elsewhere')))
  expect(text()).not.toContain(problem('nothing_to_confirm'))
  const link = place.querySelector<HTMLAnchorElement>('a[href*="team=other"]')
  expect(link?.textContent).toContain('Đội Trà Câu')
  expect(new URL(link?.href ?? '').searchParams.get('member')).toBe(LAN)
})
