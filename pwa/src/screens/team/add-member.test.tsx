// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addMember } from '../../actions/lead/team'
import { loadLaterWords, t } from '../../i18n'
import type { Row } from '../../rules/types'
import { db } from '../../store/database'
import { joinedPhone, LAN } from '../../sync/test-phone'
import { DEVICE, TEAM } from '../../sync/test-server'
import { AddMember } from './add-member'

const MAI = '1a000000-0000-4000-8000-000000000003'
let place: HTMLElement

beforeEach(async () => {
  await loadLaterWords()
  await joinedPhone()
  const ha = { member: LAN, member_name: 'Hà', team: TEAM.slice(5), team_name: 'Phổ Cường' }
  const enrolments = [{ ...ha, role: 'lead', state: 'approved', phrase: null, channel: TEAM }]
  const row = { id: DEVICE, kind: 'device', channel: `device:${DEVICE}`, ver: 1, h: '' }
  await db.base.put({ ...row, f: { enrolments, state: 'approved' } } as unknown as Row)
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

const button = (name: string) =>
  [...place.querySelectorAll('button')].find((one) => one.textContent === name)

async function fillIn(name: string): Promise<HTMLFormElement> {
  await act(async () => render(<AddMember />, place))
  await act(async () => button(t('own_team.add'))?.click())
  await act(async () => {
    const input = place.querySelector('input') as HTMLInputElement
    input.value = name
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  return place.querySelector('form') as HTMLFormElement
}

/** The form has closed. */
const done = () =>
  vi.waitFor(async () => {
    await act(async () => undefined)
    expect(button(t('own_team.add'))).toBeDefined()
  })

const submit = () => new Event('submit', { bubbles: true, cancelable: true })
const added = async () => (await db.outbox.orderBy('no').toArray()).map((item) => item.set.name)

it('adds one member however often the form is handed in', async () => {
  const form = await fillIn('Trần Mai')
  await act(async () => {
    form.dispatchEvent(submit())
    form.dispatchEvent(submit())
  })
  act(() => void place.querySelector('form')?.dispatchEvent(submit()))
  await done()
  expect(await added()).toEqual(['Trần Mai'])
})

it('the next one is another member', async () => {
  for (const name of ['Trần Mai', 'Trần Bình']) {
    const form = await fillIn(name)
    act(() => void form.dispatchEvent(submit()))
    await done()
  }
  expect(await added()).toEqual(['Trần Mai', 'Trần Bình'])
})

it('is one member by its id, even where nothing holds the second one off', async () => {
  const mai = { member: MAI, name: 'Trần Mai', affiliation: 'DOAN' }
  await Promise.all([addMember(mai), addMember(mai)])
  expect(await added()).toEqual(['Trần Mai'])
})
