// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { checkCode, type Invitation } from '../../actions/join'
import { loadLaterWords } from '../../i18n'
import { Join } from './join'

vi.mock('../../actions/join', async (original) => ({
  ...(await original<typeof import('../../actions/join')>()),
  checkCode: vi.fn(async () => ({ ok: false, problem: 'unreachable' })),
}))

it('keeps the code of a link opened without a network until it can be looked at', async () => {
  Element.prototype.scrollIntoView ??= () => undefined
  await loadLaterWords()
  history.replaceState(null, '', `/j#v1.${'aB3_-'.repeat(8)}.ABCDEFGHJK`)
  const open = () => {
    act(() => render(null, document.body))
    act(() => render(<Join />, document.body))
  }
  const field = () => document.querySelector<HTMLInputElement>('form input[autocapitalize]')?.value
  for (const times of [1, 2]) {
    open() // the second time the address has no code any more
    await vi.waitFor(() => expect(checkCode).toHaveBeenCalledTimes(times))
    await vi.waitFor(() => expect(field()).toBe('ABCDE-FGHJK'))
  }
  const invitation = { teamName: 'Đội Phổ Cường', expiresAt: '2026-12-31T00:00:00Z' } as Invitation
  vi.mocked(checkCode).mockResolvedValue({ ok: true, invitation })
  await vi.waitFor(() => {
    dispatchEvent(new Event('online'))
    expect(document.querySelector('h2')?.textContent).toBe('Đội Phổ Cường')
  })
})
