// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { loadLaterWords, t } from '../../../i18n'
import { shiftDay } from '../../../i18n/dates'
import { freshStore } from '../../../sync/test-phone'
import type { Member, Phone, WholeTeam } from '../../lead/api-types'
import { unasked } from '../../lead/invitations/confirming'
import { todayHere } from '../../lead/today'
import { namesOf } from '../shared/member-names'
import { Members } from './members'
import { TeamPhones } from './team-phones'

const yesterday = shiftDay(todayHere(), -1)
let place: HTMLElement

const time = (id: string, name: string, some: Partial<Member>): Member => {
  const usual = { role: 'volunteer', waiting: false, affiliation: 'DOAN', from: '2026-01-01' }
  return { id, name, ...usual, to: null, ...some }
}

async function show(...members: Member[]): Promise<void> {
  const team = { id: 'team', name: 'Phổ Cường', members, standings: [] }
  const whole = team as unknown as WholeTeam
  const screen = <Members team={whole} confirmed={unasked} onInvited={() => undefined} />
  await act(async () => {
    render(screen, place)
    await new Promise((resolve) => setTimeout(resolve, 40))
  })
}

/** The names that stand in each list. */
const names = () =>
  [...place.querySelectorAll('ul.lines')].map((list) =>
    [...list.querySelectorAll('.name')].map((one) => one.textContent),
  )

beforeAll(loadLaterWords)
beforeEach(async () => {
  await freshStore()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

it('tells who has left', async () => {
  await show(time('minh', 'Minh', {}), time('lan', 'Lan', { to: yesterday }))
  expect(names()).toEqual([['Minh'], ['Lan']])
})

it('tells two of one name apart', async () => {
  await show(time('ha', 'Hà', { from: '2025-05-05' }), time('too', 'Hà', {}))
  expect(names()).toEqual([['Hà (từ 05/05/2025)', 'Hà (từ 01/01/2026)']])
})

it('says of whose phone it is, where two bear one name', async () => {
  const members = [time('ha', 'Hà', { from: '2025-05-05' }), time('too', 'Hà', {})]
  const phones = members.map(({ id, name }) => ({
    ...{ device: `of-${id}`, member: { id, name }, state: 'approved', people: [name] },
    ...{ last_contact: null, pending: 0, clock_offset: 0, differs_since: null },
  })) as unknown as Phone[]
  act(() =>
    render(
      <TeamPhones team="t" phones={phones} names={namesOf(members)} onChanged={() => undefined} />,
      place,
    ),
  )
  expect(names()).toEqual([['Hà (từ 05/05/2025)', 'Hà (từ 01/01/2026)']])
})

it('says of nobody who leads the team now, or is back, that they have left it', async () => {
  await show(
    time('minh', 'Minh', { to: yesterday }),
    time('minh', 'Minh', { role: 'lead', from: todayHere() }),
  )
  expect(names()).toEqual([['Minh']])
  expect(place.textContent).not.toContain(t('members.left'))
})
