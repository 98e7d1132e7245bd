// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords } from '../../i18n'
import { shiftDay } from '../../i18n/dates'
import type { Row } from '../../rules/types'
import { db } from '../../store/database'
import { today } from '../../store/days'
import { joinedPhone, LAN, SESSION } from '../../sync/test-phone'
import { TEAM } from '../../sync/test-server'
import type { PhoneRow } from '../lead/api-types'
import { RemindTeam } from './remind'

const team = TEAM.slice(5)
let told: PhoneRow[] = []
vi.mock('../../api/desk', () => ({
  readDesk: async () => ({ status: 200, body: { rows: told }, etag: null, retryAfter: null }),
}))

let place: HTMLElement
beforeEach(async () => {
  await loadLaterWords()
  addWords(vietnamese)
  await joinedPhone()
  place = document.createElement('div')
  document.body.replaceChildren(place)
})
afterEach(() => act(() => render(null, place)))

const put = (id: string, kind: string, f: object) =>
  db.base.put({ id, kind, channel: TEAM, ver: 1, h: '', state: 'counted', f } as unknown as Row)

/** A member of the team since so many days, on a phone that was last heard of three days ago. */
async function member(name: string, days: number, parts: Partial<PhoneRow> = {}) {
  const from = shiftDay(today(), -days)
  await put(`row ${name}`, 'member', { member: name, name, role: 'volunteer', from })
  const phone = {
    device: name,
    member: { id: name, name },
    state: 'approved',
    pending: 0,
    gaps: [],
  }
  const row = { ...phone, silent_days: 3, clock_offset: 0, differs_since: null, readiness: null }
  told.push({ ...row, ...parts } as unknown as PhoneRow)
}

it('names who came in these days and has logged nothing apart, and reminds them of nothing', async () => {
  told = []
  await member('Minh', 30)
  await member('Tú', 3)
  await member('Hoa', 3)
  await member('Bình', 3, { pending: 2 })
  await put('session', 'help_session', {
    ...SESSION,
    day: today(),
    author: LAN,
    companions: ['Hoa'],
  })
  await act(async () => render(<RemindTeam team={team} />, place))
  await vi.waitFor(async () => {
    await act(async () => undefined)
    expect(place.querySelectorAll('.card')).toHaveLength(2)
  })
  const [added, asked] = [...place.querySelectorAll('.card')].map((card) => card.textContent)
  expect(added).toBe('Mới vào đội, chưa ghi buổi nào (1): Tú')
  expect(asked).toContain(
    'Cần nhắc (3)Bình: máy còn 2 mục chưa gửiHoa, Minh: 3 ngày rồi chưa thấy máy gửi',
  )
})
