// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import * as members from '../../../actions/lead/members'
import { pathOf } from '../../../api/paths'
import { loadLaterWords, t } from '../../../i18n'
import { db } from '../../../store/database'
import { beginLeaving } from '../../../store/desk/answers'
import { freshStore } from '../../../sync/test-phone'
import { Members } from '../../desk/teams/members'
import type { WholeTeam } from '../api-types'
import { unasked } from '../invitations/confirming'

const team = { id: 'team', name: 'Phổ Cường', members: [], standings: [] } as unknown as WholeTeam
let place: HTMLElement

async function signIn(id: string): Promise<void> {
  const body = { account: { id, login: id, name: id, role: 'coordinator', unit: null } }
  await db.desk.put({ key: pathOf('/api/session'), at: '', etag: null, body })
}

/** As after a reload: the screen is drawn for the first time. */
async function open(): Promise<void> {
  act(() => render(null, place))
  act(() => render(<Members team={team} confirmed={unasked} onInvited={() => undefined} />, place))
  await settle()
}

/** The store has answered what was asked of it, and what is drawn by that has asked in its turn. */
const settle = async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    await act(async () => {
      await Promise.all(db.tables.map((table) => table.count()))
      await new Promise((resolve) => setTimeout(resolve))
    })
  }
}
const button = (name: string) =>
  [...place.querySelectorAll('button')].find((one) => one.textContent === name)
const tap = async (name: string) => {
  act(() => button(name)?.click())
  await settle()
}
/** What is kept has been read. */
const filled = (text: string) =>
  vi.waitFor(async () => {
    await settle()
    expect(field()?.value).toBe(text)
  })
const field = () => place.querySelector<HTMLInputElement>('form input')
const type = async (text: string) => {
  act(() => {
    const input = field() as HTMLInputElement
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await settle()
}
const kept = () => db.drafts.toArray()

beforeAll(async () => {
  await loadLaterWords()
  await import('../../../rules/screening')
})
beforeEach(async () => {
  await freshStore()
  await signIn('son')
  place = document.createElement('div')
  document.body.replaceChildren(place)
  await open()
  await tap(t('members.add'))
})
afterEach(() => act(() => render(null, place)))

it('is open again after a reload, with what was typed and as the same person to be', async () => {
  await type('Cô Tư')
  const add = vi
    .spyOn(members, 'addMember')
    .mockResolvedValue({ ok: false, problem: 'unreachable' })
  await tap(t('members.add.take'))
  const first = add.mock.calls[0]?.[1].id
  await open()
  await filled('Cô Tư')
  await tap(t('members.add.take'))
  expect(add.mock.calls[1]?.[1]).toMatchObject({ id: first, name: 'Cô Tư' })
  expect(place.querySelector('form')).not.toBeNull()
})

it('is forgotten when it was handed in, or put away', async () => {
  await type('Cô Tư')
  expect(await kept()).toHaveLength(1)
  await tap(t('do.close'))
  expect([await kept(), field()]).toEqual([[], null])
  await tap(t('members.add'))
  await type('Cô Tư')
  vi.spyOn(members, 'addMember').mockResolvedValue({ ok: true })
  await tap(t('members.add.take'))
  expect([await kept(), field()]).toEqual([[], null])
  await open()
  expect(field()).toBeNull()
})

it('is nobody else’s, and nobody’s after signing out', async () => {
  await type('Cô Tư')
  await signIn('quan')
  await open()
  expect(field()).toBeNull()
  await signIn('son')
  await open()
  await filled('Cô Tư')
  await beginLeaving()
  expect(await kept()).toEqual([])
})

it('keeps nothing that could tell who a citizen is, nor a form that is as it began', async () => {
  await type('Tư 0905 123 456')
  expect(JSON.stringify(await kept())).not.toContain('0905')
  await type('')
  expect(await kept()).toEqual([])
})
