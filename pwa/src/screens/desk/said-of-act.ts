import { t, type Word } from '../../words'
import { formatDay, formatNumber } from '../../words/format'

export interface Act {
  id: number
  at: string
  by: string
  who: string | null
  action: string
  kind: string
  subject: string
  name: string | null
  details: Record<string, unknown>
}

/** What an act was, in words, and what it changed: "tên: Lan → Lân". */
export function saidOfAct({ action, name, details }: Act): { what: string; more: string } {
  const key = `act.${action}`
  const said = t(key as Word)
  const what = said === key ? action : said
  return { what: name ? `${what}: ${name}` : what, more: changesOf(details) }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fields that say what was and what became of it; ids tell people nothing and are left out. */
function changesOf(details: Record<string, unknown>): string {
  const { before, after } = details
  if (isRecord(after)) {
    const was = isRecord(before) ? before : {}
    return Object.keys(after)
      .filter((name) => JSON.stringify(after[name]) !== JSON.stringify(was[name]))
      .flatMap((name) => line(name, was[name], after[name]))
      .join(' · ')
  }
  if (before !== undefined || after !== undefined) return line('', before, after).join('')
  return Object.entries(details)
    .flatMap(([name, value]) => line(name, undefined, value))
    .join(' · ')
}

const DAY = /^\d{4}-\d\d-\d\d$/
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

function line(name: string, was: unknown, is: unknown): string[] {
  const now = plain(is)
  if (now === null) return []
  const key = `act.field.${name}`
  const known = t(key as Word)
  if (name && known === key) return []
  const then = plain(was)
  const value = then === null ? now : `${then} → ${now}`
  return [name ? `${known}: ${value}` : value]
}

function plain(value: unknown): string | null {
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string' && DAY.test(value)) return formatDay(value)
  if (typeof value === 'string' && value !== '' && !ID.test(value)) return value
  return null
}
