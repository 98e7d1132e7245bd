// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { checkCode, INVITATION, type Invitation } from '../../actions/join'
import { loadLaterWords, problem, t } from '../../i18n'
import { db } from '../../store/database'
import { getDraft } from '../../store/drafts'
import { Join } from './join'

vi.mock('../../actions/join', async (original) => ({
  ...(await original<typeof import('../../actions/join')>()),
  checkCode: vi.fn(),
}))

const LONG = `v1.${'aB3_-'.repeat(8)}`
const invitation = { teamName: 'Đội Phổ Cường', expiresAt: '2026-12-31T00:00:00Z' } as Invitation

const leave = () => act(() => render(null, document.body))
const open = (hash = '') => {
  leave()
  history.replaceState(null, '', `/j${hash}`)
  act(() => render(<Join />, document.body))
}
const text = () => document.body.textContent
const field = () => document.querySelector<HTMLInputElement>('form input[autocapitalize]')?.value
const next = () => document.querySelector<HTMLButtonElement>('form button[type=submit]')

beforeAll(async () => {
  Element.prototype.scrollIntoView ??= () => undefined
  await loadLaterWords()
})
beforeEach(async () => {
  leave()
  await db.drafts.clear()
  vi.mocked(checkCode).mockReset().mockResolvedValue({ ok: false, problem: 'unreachable' })
})

it('keeps the code of a link opened without a network, until the page is left after a look', async () => {
  for (const [times, hash] of [`#${LONG}.ABCDEFGHJK`, ''].entries()) {
    open(hash)
    await vi.waitFor(() => expect(checkCode).toHaveBeenCalledTimes(times + 1))
    await vi.waitFor(() => expect(field()).toBe('ABCDE-FGHJK'))
  }
  vi.mocked(checkCode).mockResolvedValue({ ok: true, invitation })
  await vi.waitFor(() => {
    dispatchEvent(new Event('online'))
    expect(document.querySelector('h2')?.textContent).toBe('Đội Phổ Cường')
  })
  leave()
  await vi.waitFor(async () => expect(await getDraft(INVITATION)).toBeNull())
})

it('shows no secret of a link without a short code, and looks it up again by one tap', async () => {
  open(`#${LONG}`)
  await vi.waitFor(() => expect(text()).toContain(t('join.kept')))
  expect(field()).toBe('')
  act(() => next()?.click())
  await vi.waitFor(() => expect(checkCode).toHaveBeenCalledTimes(2))
  expect(checkCode).toHaveBeenLastCalledWith(LONG)
})

it('says that the code is kept only where the phone could store it', async () => {
  const full = vi.spyOn(db.drafts, 'put').mockRejectedValue(new Error('full'))
  open(`#${LONG}`)
  await vi.waitFor(() => expect(text()).toContain(problem('unreachable')))
  full.mockRestore()
  expect(next()?.disabled).toBe(false)
})

it('drops a code after a day', async () => {
  const at = Date.now() - 25 * 60 * 60 * 1000
  await db.drafts.put({ key: INVITATION, value: { code: LONG, short: null, at }, at: '' })
  open()
  await vi.waitFor(async () => expect(await getDraft(INVITATION)).toBeNull())
  expect(checkCode).not.toHaveBeenCalled()
})
