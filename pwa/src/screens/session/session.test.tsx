// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Snackbar } from '../../components/snackbar'
import { loadLaterWords, t } from '../../i18n'
import { db } from '../../store/database'
import { readEnrolments } from '../../store/people'
import { putSetting } from '../../store/settings'
import { edit, joinedPhone, record, sync } from '../../sync/test-phone'
import { Sent } from '../sent/sent'
import { Session } from './session'

vi.mock('../../actions/after-save', () => ({ afterSave: () => undefined }))

let place: HTMLElement

beforeAll(loadLaterWords)
beforeEach(async () => {
  await joinedPhone()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

const button = (name: string) =>
  [...place.querySelectorAll('button')].find((one) => one.textContent === name)

it('names the session that was cancelled, and counts it no more among those that were sent', async () => {
  const { ports } = await joinedPhone()
  const id = await record()
  const screen = (
    <>
      <Session params={{ id }} />
      <Snackbar />
    </>
  )
  act(() => render(screen, place))
  await vi.waitFor(() => expect(button(t('session.cancel'))).toBeDefined())
  act(() => button(t('session.cancel'))?.click())
  const said = () => place.querySelector('.snackbar p')?.textContent
  await vi.waitFor(() => expect(said()).toMatch(/^Đã hủy buổi \d\d:\d\d · \d+ người$/))

  await sync(ports)
  act(() => render(<Sent />, place))
  await vi.waitFor(() => expect(place.querySelector('a.line')).not.toBeNull())
  const tags = [...place.querySelectorAll('a.line .tag')].map((one) => one.textContent)
  expect(tags).toEqual([t('session.void')])
})

it('does not promise to send what stays on a phone that was let out of the team', async () => {
  const { ports } = await joinedPhone()
  await sync(ports)
  const id = await record()
  const [own] = await readEnrolments()
  if (own) await putSetting('enrolments', [{ ...own, state: 'ended' }])
  act(() => render(<Session params={{ id }} />, place))
  await vi.waitFor(() => expect(place.textContent).toContain(t('home.not_taken')))
  expect(place.textContent).not.toContain(t('session.where.here'))
})

describe('what was changed here and did not go in', () => {
  const look = () => place.querySelector('.look')?.textContent
  const open = async (id: string) => {
    act(() => render(<Session params={{ id }} />, place))
    await vi.waitFor(() => expect(look()).toContain(t('session.edited')))
  }

  it('is told, and can be withdrawn', async () => {
    const { server, ports } = await joinedPhone()
    const id = await record()
    await sync(ports)
    const wrong = await edit(id, { day: '2024-02-29', note: null }, { day: '2026-11-24' })
    server.verdicts.set(id, { verdict: 'review', code: 'not_member', fields: ['day'] })
    await sync(ports)
    await open(id)
    const facts = [...place.querySelectorAll('.look dl div')].map((one) => one.textContent)
    expect(facts).toEqual(['Ngày29/02/2024', 'Ghi chúkhông có'])
    act(() => button(t('session.withdraw'))?.click())
    await vi.waitFor(async () =>
      expect(await db.outbox.toArray()).toMatchObject([{ replaces: wrong }]),
    )
    await vi.waitFor(() => expect(look()).toBeUndefined())
  })

  it('is told field by field where another was faster, and waits for the lead', async () => {
    const { server, ports } = await joinedPhone()
    const id = await record()
    await sync(ports)
    server.put(id, 'help_session', { ...(await db.base.get(id))?.f, people: 2 })
    const now = {
      people: 3,
      start: '10:30',
      'services.DD01': { people: 3, outcome: 'XONG', reasons: [] },
    }
    await edit(id, now, (await db.base.get(id))?.f ?? {})
    await sync(ports)
    await open(id)
    const facts = [...place.querySelectorAll('.look dl div')].map((one) => one.textContent)
    expect(facts).toEqual(['Số người3'])
    expect(button(t('session.withdraw'))).toBeUndefined()
  })
})

it('lists what a waiting phone has sent as waiting, and not as done', async () => {
  const { ports } = await joinedPhone()
  const id = await record()
  await sync(ports)
  await db.base.update(id, { state: 'awaiting_approval' })
  act(() => render(<Sent />, place))
  const tag = () => place.querySelector('a.line .tag')?.textContent
  await vi.waitFor(() => expect(tag()).toBe('Đã gửi, chờ duyệt'))
})
