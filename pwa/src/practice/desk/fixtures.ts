// What there is to practise on: a commune that does not exist, its teams, and what they would have done
// since the first of last month.
import type { Wire } from '../../api/wire'
import { shiftDay } from '../../i18n/dates'

export const UNIT = { id: 'practice', name: 'Tập Thử', kind: 'phuong', code: 'TAPTHU' }

interface Team {
  id: string
  name: string
  people: [lead: Named, other: Named]
}
type Named = Wire['Named']

const team = (n: number, name: string, lead: string, other: string): Team => ({
  id: `practice-team-${n}`,
  name,
  people: [
    { id: `practice-member-${n}-1`, name: lead },
    { id: `practice-member-${n}-2`, name: other },
  ],
})

export const TEAMS = [
  team(1, 'Đội hình Tổ dân phố 1', 'Phạm Thu Hà', 'Nguyễn Thị Lan'),
  team(2, 'Đội hình Tổ dân phố 2', 'Lê Văn Minh', 'Bùi Thị Mai'),
  team(3, 'Đội hình lưu động', 'Võ Đức Long', 'Đỗ Ngọc Ánh'),
] as const
/** Sends nothing today, and is known to hold something: so there is something to ask after. */
export const SILENT = TEAMS[2]
export const UNSENT = 4

export const named = ({ id, name }: Named): Named => ({ id, name })

export type Session = Wire['HelpSessionRow'] & { team: Named; author: Named }

const SERVICES = ['DD01', 'DV02', 'TT04', 'DD05', 'AT01', 'KN02']
const OUTCOMES = ['XONG', 'XONG', 'XONG', 'MOTPHAN', 'XONG', 'XONG', 'HEN', 'KHONG']
const REASONS: Readonly<Record<string, string[]>> = {
  MOTPHAN: ['GT2'],
  HEN: ['MAY2'],
  KHONG: ['HT1'],
}
const PLACES = ['NVH', 'CHO', 'NHA', 'DUONG']
const AGES = ['KHONGHOI', '31_59', '60', '16_30']

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

/** The first day of all that is made up. */
export const firstDay = (today: string): string =>
  `${shiftDay(`${today.slice(0, 7)}-01`, -1).slice(0, 7)}-01`

/** Two of three days each team was out, today all but one. */
export function sessionsUntil(today: string): Session[] {
  const made: Session[] = []
  const first = firstDay(today)
  for (let ago = 0, day = today; day >= first; ago += 1, day = shiftDay(today, -ago)) {
    const out = TEAMS.map((_, at) => at).filter((at) => (ago + at) % 3 !== 2)
    made.push(...out.map((at) => sessionOn(day, ago, at)))
  }
  return made
}

function sessionOn(day: string, ago: number, at: number): Session {
  const { people: members, ...team } = pick(TEAMS, at)
  const people = 2 + ((ago * 7 + at * 5) % 9)
  const outcome = pick(OUTCOMES, ago * 3 + at)
  const done = (code: string, people: number) => ({
    ...{ code, people, outcome },
    reasons: REASONS[outcome] ?? [],
  })
  const also = ago % 4 === 0 ? [done(pick(SERVICES, ago + at + 1), Math.ceil(people / 2))] : []
  return {
    id: `practice-session-${day}-${at + 1}`,
    day,
    start: `0${7 + at}:30`,
    end: null,
    team: named(team),
    author: named(pick(members, ago)),
    people,
    repeats: false,
    services: [done(pick(SERVICES, ago + at), people), ...also],
    place_kind: pick(PLACES, ago + at),
    place_name: null,
    age_band: pick(AGES, ago + at),
    note: null,
    status: 'live',
    state: 'counted',
    ver: 1,
    received_at: `${day}T04:00:00Z`,
  }
}

/** Phones that ask to be let in. */
export function phonesWaiting(now: string): Wire['Enrolment'][] {
  const phone = (n: number, name: string, team: Named, phrase: string) => ({
    device: `practice-phone-${n}`,
    member: { id: `practice-newcomer-${n}`, name },
    team: named(team),
    role: 'volunteer',
    state: 'pending',
    phrase,
    namesake: null,
    claimed: false,
    renewal: null,
    others: [],
    created_at: now,
  })
  return [
    phone(1, 'Trần Quốc Bảo', TEAMS[0], 'lúa vàng'),
    phone(2, 'Lý Thu Thảo', TEAMS[1], 'trăng sáng'),
  ]
}

/** One session of a wrong year, one of a phone that was turned out, and two edits of one number. */
export function reviewsOn(today: string): Wire['ReviewRow'][] {
  const day = shiftDay(today, -1)
  const row = (n: number, kind: string, { id, name, people }: Team) => ({
    id: `practice-review-${n}`,
    kind,
    team: { id, name },
    author: named(people[1]),
    code: null,
    record: null,
    field: null,
    current: null,
    proposed: null,
    beside: [],
    corrected: null,
    body: null,
    fits: null,
    holder: null,
    at: `${day}T03:10:00Z`,
    received_at: `${day}T03:12:00Z`,
  })
  const [one, two, three] = TEAMS
  const twice = sessionsUntil(today).find((session) => session.team.id === two.id)
  return [
    { ...row(1, 'review', one), code: 'bad_day', body: created(shiftDay(day, -365), 'DD01', 3) },
    {
      ...row(2, 'proposal', two),
      record: twice?.id ?? null,
      field: 'people',
      current: twice?.people,
      proposed: (twice?.people ?? 0) + 10,
    },
    { ...row(3, 'review', three), code: 'device_revoked', body: created(day, 'TT04', 5) },
  ]
}

const created = (day: string, service: string, people: number) => ({
  kind: 'help_session',
  op: 'create',
  set: {
    day,
    start: '09:00',
    people,
    place_kind: 'CHO',
    age_band: 'KHONGHOI',
    companions: [],
    [`services.${service}`]: { people, outcome: 'XONG', reasons: [] },
  },
})
