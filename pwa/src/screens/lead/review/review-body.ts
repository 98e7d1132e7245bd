import { t, type Word } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import { formOf } from '../../../rules/kinds'
import type { ReviewRow } from '../api-types'
import { formatField, formatValue, plainText } from '../format-value'

const TITLED: readonly Word[] = [
  'review.title.device_revoked',
  'review.title.bad_day',
  'review.title.not_member',
  'review.title.unknown_author',
  'review.title.not_author',
  'review.title.wrong_channel',
  'review.title.lead_only',
  'review.title.record_exists',
  'review.title.rolled_up',
  'review.title.device_pending_other',
  'review.title.unknown_code',
  'review.title.internal_failure',
]

const ONLY_REFUSED = [
  'bad_shape',
  'unknown_kind',
  'unknown_field',
  'bad_value',
  'unknown_code',
  'server_only_kind',
  'wrong_channel',
  'record_exists',
  'rolled_up',
]

/** Why somebody must look, in a few words. */
export function titleOf(row: Pick<ReviewRow, 'kind' | 'code'>): Word {
  if (row.kind !== 'review') return `review.kind.${row.kind}` as Word
  return TITLED.find((word) => word === `review.title.${row.code}`) ?? 'review.title.not_understood'
}

export type LateValue = NonNullable<ReviewRow['beside']>[number]

/** The fields of which a late value waits, all settled by one word; none of what came otherwise. */
export function lateValues({ field, current, proposed, beside }: ReviewRow): LateValue[] {
  return field ? [{ field, current, proposed }, ...(beside ?? [])] : []
}

/** Whether the server could take it in as it came. */
export function canBeAccepted(row: Pick<ReviewRow, 'kind' | 'code' | 'holder'>): boolean {
  if (row.kind === 'held') return false
  // Its id is another phone's; the server gives it one of its own.
  if (row.code === 'record_exists' && row.holder) return true
  return !ONLY_REFUSED.includes(row.code ?? '')
}

/** Of a refused settlement the code that names the reason, where the server gave one. */
export function whyNot(answer: { problem: string; details?: Readonly<Record<string, unknown>> }) {
  const code = answer.details?.code
  return answer.problem === 'invalid_shape' && typeof code === 'string' ? code : answer.problem
}

/** Ids, which say nothing to a person: the author and the team stand above. */
const TOLD = ['member', 'author', 'team']

/** "services.*" for the field of a service. */
export const open = (name: string): string => name.replace(/\..*/, '.*')

/** Names of fields as a form asks for them; what it does not ask for stands last. */
export function inOrder(names: readonly string[], form: readonly string[]): string[] {
  const place = (name: string) => form.indexOf(open(name)) + 1 || form.length + 1
  return [...names].sort((a, b) => place(a) - place(b))
}

/** What came, a line each: the fields of a change, or whatever else it was, as text. */
export function linesOf(
  body: unknown,
  catalogue: Catalogue,
  names?: ReadonlyMap<string, string>,
): string[] {
  const set = isMap(body) ? body.set : undefined
  if (isMap(set)) {
    const fields = Object.keys(set).filter((field) => !TOLD.includes(field))
    return inOrder(fields, formOf(String((body as { kind?: unknown }).kind)) ?? []).map((field) =>
      t('record.set', {
        field: formatField(field, catalogue),
        to: formatValue(field, set[field], catalogue, names),
      }),
    )
  }
  if (!isMap(body)) return body === null || body === undefined ? [] : [plainText(body)]
  return Object.entries(body).map(([name, value]) =>
    t('record.set', { field: plainText(name), to: plainText(value) }),
  )
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
