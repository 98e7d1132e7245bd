import type { Outcome } from '../../../actions/outcome'
import { problem, t, type Word } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'

export type Failed = Extract<Outcome, { ok: false }>

/** Why something was not done: by which field it is said, and how. */
export interface Refused {
  field?: string
  text: string
  /** What else there is to do. */
  instead?: string[]
  /** Nothing is wrong but the network. */
  calm?: boolean
}

const REASONS = ['short', 'common', 'context', 'same']

/**
 * The sentence of a refusal. `at`: the field that a problem is about, or the field and words of its own
 * in place of the register's.
 */
export function refusedOf(answer: Failed, at: Record<string, string | Refused> = {}): Refused {
  const { problem: code, details } = answer
  if (code === 'unreachable') return { text: problem(code), calm: true }
  const place = at[code]
  if (typeof place === 'object') return place
  const field = place ? { field: place } : {}
  if (code === 'too_many_attempts')
    return { ...field, text: t('factor.slow', { wait: waitOf(answer) }) }
  const reason = String(details?.reason)
  if (code === 'password_refused' && REASONS.includes(reason))
    return { ...field, text: t(`password.refused.${reason}` as Word) }
  return { ...field, text: problem(code) }
}

const MINUTE = 60

/** How long the server asks to wait: "40 giây", "12 phút". */
export function waitOf({ retryAfter }: Failed): string {
  const seconds = Math.ceil(retryAfter ?? MINUTE)
  if (seconds < MINUTE) return t('wait.seconds', { n: formatNumber(seconds) })
  return t('wait.minutes', { n: formatNumber(Math.ceil(seconds / MINUTE)) })
}
