// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { Snackbar } from '../../components/snackbar'
import { loadLaterWords, t } from '../../i18n'
import { readEnrolments } from '../../store/people'
import { putSetting } from '../../store/settings'
import { joinedPhone, record, sync } from '../../sync/test-phone'
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
