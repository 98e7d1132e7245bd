// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Invitation } from '../../actions/join'
import { join } from '../../actions/join'
import { loadLaterWords, t } from '../../i18n'
import { Agree } from './agree'
import { Done } from './done'

vi.mock('../../actions/join', () => ({
  join: vi.fn(async () => ({ ok: false, problem: 'unreachable' })),
}))

const invitation: Invitation = {
  teamName: 'Đội Phổ Cường',
  unitName: null,
  role: 'volunteer',
  autoApprove: true,
  memberName: null,
  expiresAt: '2026-12-01T00:00:00Z',
} as Invitation
let place: HTMLElement

beforeAll(async () => {
  Element.prototype.scrollIntoView ??= () => undefined
  await loadLaterWords()
})
beforeEach(() => {
  vi.mocked(join).mockClear()
  place = document.createElement('div')
  document.body.replaceChildren(place)
  const none = () => undefined
  act(() => render(<Agree code="x" invitation={invitation} onJoined={none} onBack={none} />, place))
})
afterEach(() => act(() => render(null, place)))

const name = () => place.querySelector('input[autocomplete=name]') as HTMLInputElement
const consent = () => place.querySelector('input[type=checkbox]') as HTMLInputElement
const take = () => place.querySelector('[type=submit]') as HTMLButtonElement
const beside = () => take().previousElementSibling?.textContent
const tap = () => act(() => take().click())
const type = (text: string) =>
  act(() => {
    name().value = text
    name().dispatchEvent(new Event('input', { bubbles: true }))
  })

it('leads to the first field that is missing, and says it by the button', async () => {
  const shown = vi.spyOn(name(), 'scrollIntoView')
  tap()
  await vi.waitFor(() => expect(document.activeElement).toBe(name()))
  expect(shown).toHaveBeenCalled()
  expect(beside()).toBe(t('join.name.missing'))
  type('Nguyễn Thị Lan')
  tap()
  await vi.waitFor(() => expect(document.activeElement).toBe(consent()))
  expect(place.textContent).toContain(t('join.consent.missing'))
  expect(join).not.toHaveBeenCalled()
})

it('asks once whether a name of one word is all of it', async () => {
  act(() => consent().click())
  type('Lan')
  tap()
  await vi.waitFor(() => expect(beside()).toBe(t('join.name.one', { name: 'Lan' })))
  expect(join).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(take().disabled).toBe(false))
  tap()
  await vi.waitFor(() => expect(join).toHaveBeenCalledWith('x', 'Lan', true, 'ask'))
})

it('asks who has the name of somebody in the team whether it is them', async () => {
  vi.mocked(join).mockResolvedValueOnce({ ok: false, problem: 'name_in_team' })
  act(() => consent().click())
  type('Nguyễn Thị Lan')
  tap()
  const question = t('join.namesake', { name: 'Nguyễn Thị Lan' })
  await vi.waitFor(() => expect(place.querySelector('[role=alert] h2')?.textContent).toBe(question))
  expect(place.querySelector('[type=submit]')).toBeNull()
  const [same, other] = [...place.querySelectorAll<HTMLElement>('[role=alert] button')]
  act(() => same?.click())
  await vi.waitFor(() => expect(join).toHaveBeenLastCalledWith('x', 'Nguyễn Thị Lan', true, 'same'))
  act(() => other?.click())
  await vi.waitFor(() => expect(document.activeElement).toBe(name()))
  expect(beside()).toBe(t('join.namesake.longer'))
  type('Nguyễn Thị Lan (Tổ 3)')
  await vi.waitFor(() => expect(take().disabled).toBe(false))
  tap()
  await vi.waitFor(() =>
    expect(join).toHaveBeenLastCalledWith('x', 'Nguyễn Thị Lan (Tổ 3)', true, 'ask'),
  )
})

it('has the rules read when one is in, before the first session', async () => {
  const joined = {
    name: 'Lan',
    teamName: 'Đội Phổ Cường',
    state: 'approved',
    phrase: null,
  } as const
  act(() => render(<Done joined={joined as never} />, place))
  await vi.waitFor(() => expect(place.querySelectorAll('.rule')).toHaveLength(6))
  expect(place.querySelector('a.primary')?.textContent).toBe(t('join.done.start'))
})
