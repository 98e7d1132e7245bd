import { t, type Word } from '../../../i18n'
import { formatInstant, formatMonth } from '../../../i18n/dates'
import type { Counted, SilentTeams, Tallies } from '../../lead/api-types'
import { changeSaid } from '../shared/compare'
import { completedSaid } from '../shared/completed'
import { formatShortDays, formatWeekday } from '../shared/format-days'
import { goalName, goalPlan, goalProgress } from '../shared/format-goal'
import { silentCount } from '../shared/silent-count'
import type { Progress } from '../shared/target-types'
import { formatUnit } from '../shared/tree'
import type { Waiting } from '../shared/use-waiting'
import type { BriefingLines } from './briefing-text'

/** So many targets are told; the others stand on their own page. */
export const GOALS = 3

/** The server's answers that a briefing is made of; null for what has not come. */
export interface BriefingData {
  /** YYYY-MM-DD. */
  day: string
  today: Tallies
  weekBefore: Tallies | null
  /** Of the year up to today, by month. */
  year: Tallies | null
  progress: Progress | null
  silent: SilentTeams | null
  waiting: Waiting | null
}

const NOTHING: Counted = { sessions: 0, people: 0, turns: 0, volunteer_turns: null }

export interface Column {
  name: string
  total: Counted
}

/** Today, the month and the year up to today; without the latter two until they have come. */
export function columnsOf({ day, today, year }: BriefingData): Column[] {
  const columns = [{ name: t('briefing.today'), total: today.total }]
  if (!year) return columns
  const month = year.rows.find(({ key }) => key === day.slice(0, 7))
  return [
    ...columns,
    {
      name: t('briefing.month', { month: formatMonth(day.slice(0, 7)) }),
      total: month?.totals ?? NOTHING,
    },
    { name: t('briefing.year', { year: day.slice(0, 4) }), total: year.total },
  ]
}

export const nameOf = ({ today }: BriefingData): string =>
  today.team?.name ?? (today.unit ? formatUnit(today.unit) : t('app.name'))

/** "Thứ Bảy, 28/11/2026, tính đến 17:00". */
export const whenOf = ({ day, today }: BriefingData): string =>
  `${formatWeekday(day)}, ${t('desk.as_of', { at: formatInstant(today.as_of) })}`

/** "Cùng ngày tuần trước 388 người, nay tăng 10%". */
export function beforeSaid({ today, weekBefore }: BriefingData): string {
  if (!weekBefore) return ''
  const [now, n] = [today.total.people ?? 0, weekBefore.total.people ?? 0]
  return n > 0 ? t('briefing.before', { n, change: changeSaid(now, n) }) : t('briefing.before.none')
}

export function goalsSaid({ progress }: BriefingData): string[] {
  if (!progress) return []
  const { rows, on } = progress
  return rows
    .slice(0, GOALS)
    .map((goal) =>
      [`${goalName(goal)} (${formatShortDays(goal)}): ${goalProgress(goal)}`, goalPlan(goal, on)]
        .filter(Boolean)
        .join(' · '),
    )
}

export function silentSaid({ today: { completeness } }: BriefingData): string {
  const { teams, teams_without_phone: without = 0 } = completeness
  const n = silentCount(completeness)
  const silent = n > 0 && t('desk.silent.title', { n, teams })
  if (without === 0) return silent || t('desk.silent.none', { teams })
  return [silent, t('desk.silent.without_phone', { n: without })].filter(Boolean).join(' · ')
}

/** What waits for somebody, and what is still on phones. */
export function waitingSaid({ today, waiting }: BriefingData): string[] {
  const { unsent_at_least, oldest_unsent } = today.completeness
  const on_phones =
    unsent_at_least > 0
      ? [
          t('desk.complete.unsent', { n: unsent_at_least }),
          oldest_unsent && t('desk.complete.oldest', { when: formatInstant(oldest_unsent) }),
        ]
          .filter(Boolean)
          .join(', ')
      : t('desk.complete.all')
  const said = waiting
    ? [
        waiting.phones > 0 && t('briefing.phones', { n: waiting.phones }),
        waiting.reviews > 0 && t('briefing.reviews', { n: waiting.reviews }),
        waiting.requests > 0 && t('briefing.data', { n: waiting.requests }),
        waiting.sites > 0 && t('desk.waiting.sites', { n: waiting.sites }),
        waiting.all === 0 && t('briefing.nothing_waits'),
      ]
    : []
  return [...said, on_phones].filter((one): one is string => Boolean(one)).map(capital)
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What the chat's text says. */
export function linesOf(data: BriefingData): BriefingLines {
  return {
    head: [`${t('screen.name.briefing')} · ${nameOf(data)}`, capital(whenOf(data))],
    figures: [
      ...columnsOf(data).map(({ name, total }) => `${name}: ${figuresSaid(total)}`),
      ...[completedSaid(data.today.total), beforeSaid(data)].filter(Boolean),
    ],
    goals: goalsSaid(data),
    silent: {
      said: silentSaid(data),
      names: data.silent?.rows.map(({ team }) => team.name ?? '') ?? [],
      n: silentCount(data.today.completeness),
    },
    waiting: waitingSaid(data),
  }
}

/** "426 người được giúp, 524 lượt hỗ trợ, 48 lượt đoàn viên tham gia". */
function figuresSaid({ people, turns, volunteer_turns }: Counted): string {
  const said: [Word, number | null | undefined][] = [
    ['desk.people', people],
    ['desk.turns', turns],
    ['desk.volunteers', volunteer_turns?.union],
  ]
  return said
    .filter(([, n]) => n !== null && n !== undefined)
    .map(([word, n]) => t('briefing.figure', { n: n ?? 0, what: t(word) }))
    .join(', ')
}
