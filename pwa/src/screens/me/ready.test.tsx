// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import { firstFailed } from '../../store/checks'
import { setStatus } from '../../store/status'
import { Ready } from './ready'

vi.mock('../../actions/ready', () => ({
  checkReady: async () => undefined,
  askForPersistence: async () => undefined,
}))

let place: HTMLElement

beforeAll(loadLaterWords)
afterEach(() => act(() => render(null, place)))

it('names each check without judging it, and says of each gap what to do', () => {
  const good = { shell: true, lists: true, clock: true, installed: true }
  setStatus({ ready: { ...good, kept: false, survives: null, room: false, scanner: false } })
  place = document.createElement('div')
  document.body.replaceChildren(place)
  act(() => render(<Ready />, place))
  const lines = [...place.querySelectorAll('li')].map((one) => one.textContent ?? '')
  const line = (name: string) => lines.find((one) => one.startsWith(name))
  expect(line(t('ready.clock'))).toBe('Giờ của máy')
  expect(line(t('ready.survives'))).toBe(`Tắt mở lại vẫn còn · ${t('ready.unknown')}`)
  const said = [line(t('ready.kept')), line(t('ready.room'))]
  const first = place.querySelector('section > p')?.textContent
  expect([t('ready.kept.todo'), t('ready.room.todo')]).toContain(first)
  // the first gap is explained above, the other one where it stands
  expect(said).toContain(
    first === t('ready.kept.todo')
      ? `Chỗ trống trên máy · ${t('ready.room.todo')}`
      : `Lưu trữ lâu dài · ${t('ready.kept.todo')}`,
  )
  // it is told with what can be done, and holds nobody up
  expect(line(t('ready.scanner'))).toContain(t('ready.scanner.todo'))
  expect(
    firstFailed({ ...good, kept: true, survives: true, room: true, scanner: false }),
  ).toBeNull()
  expect(lines.join()).not.toMatch(/Đã cài|hứa giữ|đúng giờ/)
})
