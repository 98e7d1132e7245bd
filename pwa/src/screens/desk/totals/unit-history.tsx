import { t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import type { Unit } from '../../lead/api-types'
import { totalsAddress } from '../shared/addresses'
import type { Days } from '../shared/period'
import { formatUnit } from '../shared/tree'
import { unitGap } from './unit-gap'

interface Props {
  units: Unit[]
  unit: string | undefined
  days: Days
}

/** Why a unit counts nothing on days before or after its own, and where to look instead. */
export function UnitHistory({ units, unit, days }: Props) {
  const found = unitGap(units, unit, days)
  if (!found) return null
  const { valid_from: from, valid_to: to } = found.unit
  const name = formatUnit(found.unit)
  return (
    <section class="card look">
      <p>
        {found.missing === 'before'
          ? t('desk.then.before', { name, day: formatDay(from) })
          : t('desk.then.after', { name, day: formatDay(to ?? '') })}
      </p>
      {found.instead.length > 0 && (
        <>
          <p>{t('desk.then.instead')}</p>
          <ul>
            {found.instead.map((one) => (
              <li key={one.id}>
                <a class="link" href={totalsAddress({ unit: one.id, days, boundaries: 'then' })}>
                  {formatUnit(one)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
