// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { Accounts } from './accounts'

const commune = { id: 'xa', name: 'Khánh Cường', kind: 'xa', parent: 'cum', valid_to: null }
const { server } = vi.hoisted(() => ({ server: { units: [] as object[] } }))
vi.mock('../../../api/desk', () => ({
  readDesk: async (path: string) => ({
    status: 200,
    body: path.includes('/session')
      ? { stage: 'ready', account: { role: 'coordinator', unit: commune } }
      : { rows: path.includes('/units') ? server.units : [] },
    etag: null,
    retryAfter: null,
  }),
}))
vi.mock('../../lead/signed-in', async (load) => ({
  ...(await load<object>()),
  useSignedIn: () => ({ role: 'coordinator', unit: commune }),
}))

it.each([
  ['nobody', [], false],
  ['a unit that ended', [{ ...commune, id: 'x', parent: 'xa', valid_to: '2020-01-01' }], false],
  ['a unit', [{ ...commune, id: 'x', parent: 'xa' }], true],
])('with %s below says who makes accounts', async (_, units, may) => {
  server.units = [commune, ...units]
  await freshStore()
  addWords(vietnamese)
  await loadLaterWords()
  const place = document.createElement('div')
  await act(async () => render(<Accounts />, place))
  const none = may ? t('accounts.none') : t('accounts.none_below', { unit: 'Xã Khánh Cường' })
  await vi.waitFor(() => expect(place.textContent).toContain(none))
  expect(place.textContent?.includes(t('accounts.add'))).toBe(may)
  act(() => render(null, place))
})
