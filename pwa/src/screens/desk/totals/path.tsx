import { t } from '../../../i18n'
import { useQuery } from '../../lead/answer'
import type { Unit } from '../../lead/api-types'
import { formatUnit } from '../shared/tree'

/** The units above one, each a way back up. */
export function Path({ unit }: { unit: string }) {
  const units = useQuery('/api/units').body?.rows ?? []
  const byId = new Map(units.map((u) => [u.id, u]))
  const above: Unit[] = []
  let at = byId.get(byId.get(unit)?.parent ?? '')
  while (at && above.length < 10) {
    above.unshift(at)
    at = at.parent ? byId.get(at.parent) : undefined
  }
  if (above.length === 0) return null
  return (
    <nav class="path no-print" aria-label={t('desk.path')}>
      {above.map((u) => (
        <a key={u.id} href={`/desk?unit=${u.id}`}>
          {formatUnit(u)}
        </a>
      ))}
    </nav>
  )
}
