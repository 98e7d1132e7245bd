// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { noteCertificateRead } from '../../actions/own-data'
import { clearDraft, saveDraft } from '../../actions/phone'
import { saveHelpSession } from '../../actions/save-session'
import { loadLaterWords, t } from '../../i18n'
import { catalogue, crowdKey, me, type SessionView, useLive } from '../../queries'
import type { Check } from '../../queries/ready'
import { db } from '../../store/database'
import { today } from '../../store/days'
import { getSetting, putSetting } from '../../store/settings'
import { joinedPhone, LAN } from '../../sync/test-phone'
import { TEAM } from '../../sync/test-server'
import { NoticeLine, Notices } from './notices'
import { wrongClock } from './phone-notices'
import { corrected } from './team-notices'

vi.mock('../../actions/after-save', () => ({ afterSave: () => undefined }))

const DAY = 86_400
const HOLDER = `${LAN}/${TEAM.slice(5)}`
let place: HTMLElement

interface Props {
  clockOff?: number
  lack?: Check | null
  trouble?: string | null
}

function Screen({ clockOff = 0, lack = null, trouble = null }: Props) {
  const person = useLive(me())
  const known = useLive(catalogue())
  if (!person || !known) return null
  const about = { person, catalogue: known, day: today(), clockOff, lack, trouble }
  return <Notices {...about} isExpected={false} />
}

const show = (props: Props = {}) => act(() => render(<Screen {...props} />, place))
const titles = () => [...place.querySelectorAll('h2,h3')].map((one) => one.textContent)
const said = (...all: (string | RegExp)[]) =>
  vi.waitFor(() => expect(titles()).toEqual(all.map((one) => expect.stringMatching(one))))

async function logged(ago: number): Promise<void> {
  const services = [{ code: 'DD01', people: 1, outcome: 'XONG' }]
  await saveHelpSession({ people: 1, placeKind: 'NVH', services })
  await db.outbox.toCollection().modify({ at: new Date(Date.now() - ago * 1000).toISOString() })
}

beforeAll(loadLaterWords)
beforeEach(async () => {
  await joinedPhone()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

it('shows one line, the gravest first, and behind a count the rest', async () => {
  await saveDraft(crowdKey(HOLDER), { counts: { DD01: 3 }, again: 0, at: Date.now() })
  const draft = { day: '2026-11-24', start: '09:10' }
  await saveDraft(`edit abc@${HOLDER}`, { draft })
  await saveDraft('edit def@another/team', { draft })
  await saveDraft(`edit ghi@${HOLDER}`, { draft: { ...draft, timed: true }, seen: draft }) // set back
  show({ clockOff: 2 * DAY, lack: 'room' })
  await said('Đồng hồ máy sai', 'Đang đếm: 3 người', 'sửa dở', 'Sắp hết chỗ')
  const [line, rest] = place.querySelectorAll<HTMLElement>('.notice > *')
  expect([line?.textContent, rest?.hidden]).toEqual(['Đồng hồ máy sai+3', true])
  expect(place.querySelectorAll('[aria-expanded]')).toHaveLength(1)
  act(() => (place.querySelector('.more-notices') as HTMLElement).click())
  expect(rest?.hidden).toBe(false)
})

it('leaves what stands there for a second tap, and the focus in the line', async () => {
  const draft = { day: '2026-11-24', start: '09:10' }
  for (const session of ['abc', 'def']) await saveDraft(`edit ${session}@${HOLDER}`, { draft })
  show({ lack: 'room' })
  await said('sửa dở', 'sửa dở', 'Sắp hết chỗ')
  const more = place.querySelector('button.more-notices') as HTMLElement
  expect(more.getAttribute('aria-label')).toMatch(/^\+2 /)
  more.focus()
  await clearDraft(`edit abc@${HOLDER}`)
  await said('sửa dở', 'Sắp hết chỗ')
  expect(document.activeElement?.getAttribute('href')).toBe('/session/def?from=home')
  place.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  await clearDraft(`edit def@${HOLDER}`)
  await vi.waitFor(() => expect(place.querySelector('[data-over=true]')).not.toBeNull())
  expect(titles()).toHaveLength(2)
  show({ clockOff: 2 * DAY, lack: 'room' })
  expect(titles()[0]).toContain('Đồng hồ máy sai')
})

it('marks as read, at one tap, the corrections that stand there', async () => {
  await putSetting('corrections', ['a', 'b', 'c'])
  const views = ['a', 'b'].map((id) => ({ id, day: '2026-11-24', start: '09:10', corrected: {} }))
  act(() => render(<NoticeLine notices={corrected(views as unknown as SessionView[])} />, place))
  const seen = place.querySelectorAll<HTMLElement>('.row button')
  expect([...seen].map((one) => one.textContent)).toEqual(['Tôi đã biết (2)'])
  await act(async () => seen[0]?.click())
  await vi.waitFor(async () => expect(await getSetting('corrections')).toEqual(['c']))
})

it('says what is grave though something else cannot be read', async () => {
  await putSetting('corrections', 5 as never)
  show({ clockOff: 2 * DAY, lack: 'room' })
  await said('Đồng hồ máy sai')
})

it('puts off what the phone lacks until tomorrow, and says so', async () => {
  show({ lack: 'room' })
  await said(t('ready.no.why', { what: t('ready.lacks.room') }))
  await act(async () => (place.querySelector('.notice button') as HTMLElement).click())
  await vi.waitFor(async () => expect(await getSetting('readyPutOff')).toBe(today()))
})

it('tells once that the person is in another team, and where the work counts', async () => {
  const [now] = (await getSetting('enrolments')) ?? []
  if (!now) throw new Error('nobody has joined')
  const before = { ...now, team: 'before', team_name: 'Phổ Thuận', state: 'ended' as const }
  const another = { ...before, member: 'lan', team_name: 'Phổ Ninh' }
  await putSetting('enrolments', [now, before, another])
  show()
  await said(t('news.moved', { team: now.team_name, before: 'Phổ Thuận' }))
  await act(async () => (place.querySelector('.one-line > .button') as HTMLElement).click())
  await said()
})

it('leads to a certificate that was issued, until it was looked at', async () => {
  const [now] = (await getSetting('enrolments')) ?? []
  if (now) await putSetting('enrolments', [{ ...now, certified: '2026-11-25T03:00:00+00:00' }])
  show()
  await said(t('home.certificate'))
  expect(place.querySelector('a[href="/me/certificates"]')).not.toBeNull()
  await noteCertificateRead(`${LAN}/2026-11-25T03:00:00+00:00`)
  await said()
})

it('says a day later that something waits, and after three days with a way to keep a file', async () => {
  await logged(DAY - 60)
  show()
  await said()
  await logged(DAY + 60)
  await said('vẫn chưa gửi')
  expect(place.querySelector('[role=alert]')).toBeNull()
  await logged(3 * DAY + 60)
  await said(t('home.very_old', { what: '3 buổi', days: 3 }))
  expect(place.querySelector('[role=alert]')?.textContent).toContain(t('sent.export'))
})

it('says that the store cannot be read though nothing else is known', async () => {
  show({ trouble: 'storage_unavailable' })
  await vi.waitFor(() => expect(place.querySelector('[role=alert]')).not.toBeNull())
})

it('says what time it is where a clock is off, or which day', () => {
  vi.useFakeTimers({ now: new Date('2026-11-26T05:00:00Z'), toFake: ['Date'] })
  const clock = (off: number) => {
    act(() => render(wrongClock(off).body, place))
    return place.textContent
  }
  expect(clock(-2 * DAY)).toContain('Máy ghi ngày 26/11/2026, hôm nay là 28/11/2026.')
  expect(clock(20 * 60)).toContain('Máy ghi 12:00, bây giờ là 11:40.')
  vi.useRealTimers()
})
