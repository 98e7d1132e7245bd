import type { ChangePart, UnitChanges } from '../../../actions/desk/units'
import { t } from '../../../i18n'
import { formatDay, formatNumber } from '../../../i18n/format'
import type { Unit } from '../../lead/api-types'
import { formatUnit } from '../shared/tree'
import type { Brought, Moved } from './api-types'

type UnitChange = Omit<UnitChanges, 'dry_run'>

/** What happens to which units, in one sentence. */
export function describeChange(
  { kind, units, into, on }: UnitChange,
  known: readonly Unit[],
): string {
  const names = into.map((one) => nameOfPart(one, known))
  const [first] = into
  const goes = first && 'parent' in first ? nameOf(first.parent, known) : ''
  return t(`change.sum.${kind === 'merge' && first && 'id' in first ? 'existing' : kind}`, {
    day: formatDay(on),
    from: units.map((id) => nameOf(id, known)).join(', '),
    to: kind === 'move' ? goes : names.join(', '),
  })
}

/** What a unit that takes over is called, whether it is there or new. */
export const nameOfPart = (one: ChangePart, known: readonly Unit[]): string =>
  'id' in one ? nameOf(one.id, known) : formatUnit(one)

function nameOf(id: string | null, known: readonly Unit[]): string {
  const unit = known.find((one) => one.id === id)
  return unit ? formatUnit(unit) : ''
}

/** What goes along, as far as there is any: "3 máy · 1 mã mời còn dùng". */
export function describeMoved(along: Moved, names: readonly (keyof Moved)[]): string {
  const said = names.filter((name) => along[name] > 0 && name !== 'people')
  return said
    .map((name) => t(`change.${name as Exclude<keyof Moved, 'people'>}`, { n: along[name] }))
    .join(' · ')
}

/** "1.000", or "50%" of what is measured. */
const formatNumberOrShare = ({ number, share }: Brought): string =>
  number === null ? `${formatNumber((share ?? 0) / 10)}%` : formatNumber(number)

/** "400 + 600 = 1.000"; one part alone needs no sum. */
export function formatSum(parts: readonly Brought[], whole: Brought): string {
  const said = parts.map(formatNumberOrShare)
  return said.length > 1 && whole.number !== null
    ? `${said.join(' + ')} = ${formatNumberOrShare(whole)}`
    : formatNumberOrShare(whole)
}

export const formatParts = (parts: readonly Brought[]): string =>
  parts.map(formatNumberOrShare).join(', ')
