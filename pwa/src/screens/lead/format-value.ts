import { t, type Word } from '../../i18n'
import { formatDay } from '../../i18n/format'
import type { Catalogue, CatalogueKind } from '../../queries'
import { specOf } from '../../rules/kinds'
import type { Spec } from '../../rules/kinds/kind'
import { labelOf } from '../labels'

interface Line {
  people: number
  outcome: string
  reasons?: string[]
}

const isLine = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && 'people' in value && 'outcome' in value

/** A field's value as a person reads it. `names` knows places and members by id. */
export function formatValue(
  field: string,
  value: unknown,
  catalogue: Catalogue,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  if (value === null || value === undefined || value === '') return t('field.none')
  if (isLine(value)) {
    const reasons = (value.reasons ?? []).map((code) => labelOf(catalogue, 'reason', code))
    const outcome = labelOf(catalogue, 'outcome', value.outcome)
    return [t('log.people_n', { n: value.people }), outcome, ...reasons].join(' · ')
  }
  const spec = specOf(field) ?? {}
  if ('day' in spec) return formatDay(String(value))
  if ('code' in spec) return labelOf(catalogue, catalogueOf(field, spec), String(value))
  if (field === 'role') return t(value === 'lead' ? 'role.lead' : 'role.volunteer')
  if (field === 'status') return t(value === 'void' ? 'record.state.void' : 'field.live')
  if (Array.isArray(value) && 'ids' in spec)
    return (
      value.map((id) => names.get(String(id)) ?? t('session.someone')).join(', ') || t('field.none')
    )
  return names.get(String(value)) ?? plainText(value)
}

/** The catalogue that a field's code is of: that of its own name, unless the table says another. */
export const catalogueOf = (field: string, { code }: Spec): CatalogueKind =>
  ((code as { of?: string }).of ?? field) as CatalogueKind

/** A field's name as a person reads it: `services.DD01` is the service itself. */
export function formatField(field: string, catalogue: Catalogue): string {
  const service = field.match(/^services\.(\w+)$/)?.[1]
  if (service) return labelOf(catalogue, 'service', service)
  const key = `field.${field}`
  const name = t(key as Word)
  return name === key ? t('field.unknown' as Word, { name: plainText(field) }) : name
}

const UNREADABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\uFFFD]+/gu

/** Anything at all as text: what cannot be drawn is left out. */
export function plainText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.replace(UNREADABLE, ' ').trim() || t('field.none')
}
