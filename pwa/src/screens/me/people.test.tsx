// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import { readMe } from '../../queries/me'
import type { Enrolment, Row } from '../../rules/types'
import { bindJoined, choosePerson } from '../../store/bind-people'
import { db } from '../../store/database'
import { putSetting } from '../../store/settings'
import { freshStore, LAN, record } from '../../sync/test-phone'
import { DEVICE, TEAM } from '../../sync/test-server'
import { NoticeLine } from '../home/notices'
import { apart } from '../home/team-notices'
import { People } from './people'

const HA = 'c0000000-0000-4000-8000-0000000000aa'
const team = TEAM.slice(5)
const lan: Enrolment = {
  member: LAN,
  member_name: 'Lan',
  team,
  team_name: 'Phổ Cường',
  role: 'volunteer',
  state: 'refused',
  phrase: null,
  channel: TEAM,
}
const ha: Enrolment = { ...lan, member: HA, member_name: 'Hà', role: 'lead', state: 'approved' }

let place: HTMLElement

async function told(...enrolments: Enrolment[]): Promise<void> {
  const row = { id: DEVICE, kind: 'device', channel: `device:${DEVICE}`, ver: 1, h: '' }
  await db.base.put({ ...row, f: { enrolments, state: 'approved' } } as unknown as Row)
}

async function show(): Promise<void> {
  const person = await readMe()
  act(() =>
    render(
      <>
        <NoticeLine notices={person.state === 'joined' ? [] : [apart(person, false)]} />
        <People person={person} />
      </>,
      place,
    ),
  )
}

const chip = (name: string) =>
  [...place.querySelectorAll('label')].find((label) => label.textContent?.startsWith(name))
const chosen = () => place.querySelector('input:checked')?.parentElement?.textContent
const heading = (at: number) => place.querySelectorAll('h2')[at]?.textContent

beforeAll(loadLaterWords)
beforeEach(async () => {
  await freshStore()
  await putSetting('device', DEVICE)
  await bindJoined(ha, null)
  await bindJoined(lan, null)
  await told(ha, lan)
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

it('says that the chosen person was not accepted, and what to do', async () => {
  await show()
  await vi.waitFor(() => expect([heading(0), heading(1)]).toEqual(['Đội chưa nhận Lan', 'Lan']))
  expect(place.textContent).toMatch(/nằm lại trên máy, chưa gửi/)
  expect(place.textContent).toContain('Chọn người khác')
  expect(place.textContent).not.toContain('Chưa vào đội')
  expect(chosen()).toBe('Lan · Phổ Cường · không ở trong đội')
  expect(chip('Hà')?.textContent).toBe('Hà · Phổ Cường')
})

it('who is chosen is the author of what is recorded next', async () => {
  await record()
  await show()
  chip('Hà')?.querySelector('input')?.click()
  await vi.waitFor(async () => expect((await readMe()).current?.name).toBe('Hà'))
  await record()
  await show()
  expect(place.textContent).not.toContain('Đội chưa nhận')
  expect(chosen()).toBe('Hà · Phổ Cường')
  expect(chip('Lan')?.textContent).toContain('không ở trong đội')
  expect(await db.outbox.orderBy('no').toArray()).toMatchObject([
    { author: LAN, channel: null },
    { author: HA, channel: TEAM },
  ])
})

it('alone on the phone, only a new code helps', async () => {
  await putSetting('enrolments', [])
  await told(lan)
  await show()
  expect((await readMe()).state).toBe('refused')
  expect(place.textContent).toMatch(/Bạn xin đội trưởng mã mời mới/)
  expect(place.textContent).not.toContain('Chọn người khác')
})

it('who left the team is told so, and not offered to the others', async () => {
  await told(ha, { ...lan, state: 'ended' })
  await show()
  expect(heading(0)).toBe('Lan không còn trong đội')
  await choosePerson(HA, team)
  await show()
  expect(chip('Lan')).toBeUndefined()
})

it('says that another phone uses the name, and what to do', async () => {
  await told({ ...lan, state: 'approved', other_phone: '2026-11-28' })
  await show()
  expect(place.textContent).toContain('Một máy khác cũng dùng tên bạn, từ ngày 28/11/2026.')
  await told({ ...lan, state: 'approved' })
  await show()
  expect(place.textContent).not.toContain('Một máy khác')
})

it('a phone that was stopped is in no team, here and on the first screen', async () => {
  await told({ ...lan, state: 'approved' })
  await putSetting('standing', 'revoked')
  await show()
  await vi.waitFor(() => expect(heading(0)).toBe('Máy này không còn trong đội'))
  const said = [...place.querySelectorAll('p')].map((one) => one.textContent)
  expect(said.filter((one) => one === t('home.revoked.text'))).toHaveLength(2)
  expect(place.textContent).toContain('Không còn trong đội')
  expect(place.textContent).not.toContain('Đã vào đội')
})
