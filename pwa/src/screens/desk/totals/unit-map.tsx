import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import type { TallyRow } from '../../lead/api-types'
import { percentOf } from '../shared/format-goal'
import type { Days } from '../shared/period'
import type { ByName } from './by'
import { addressOf, measure, nameOf, planOf } from './table-row'

/** From how many percent of the plan on each shade is, the darkest first. */
const SHADES = [100, 75, 50, 0] as const

interface Props {
  rows: TallyRow[]
  by: ByName
  days: Days
  unit: string | undefined
}

/** A tile for each unit or team, the darker the more of its plan is done. Nobody drew the boundaries of
 * the units, so the tiles are alike and stand by name, as one looks for a place. Each says its name and its
 * share in words, as the table beside it does. */
export function UnitMap({ rows, by, days, unit }: Props) {
  const named = rows.filter(({ kind }) => kind !== 'own')
  if (named.length < 2 || !named.some((row) => planOf(row, by))) return null
  const places = named
    .map((row) => ({ row, name: nameOf(row, by, null), share: shareOf(row, by) }))
    .sort((a, b) => a.row.label.localeCompare(b.row.label, 'vi'))
  return (
    <section class="card unit-map" aria-labelledby="unit-map">
      <h2 id="unit-map">{t('desk.map')}</h2>
      <ul class="map-tiles">
        {places.map(({ row, name, share }) => (
          <li key={row.key}>
            <a
              class={`shade-${shadeOf(share)}`}
              href={addressOf({ row, by, days, unit, team: undefined })}
            >
              <span class="name">{name}</span>
              <span class="number" data-figure="share" data-of={row.key}>
                {share === null ? t('desk.map.no_plan') : `${formatNumber(share)}%`}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <ul class="shades small">
        {SHADES.map((from, at) => (
          <li key={from}>
            <i class={`shade-${from}`} aria-hidden="true" />
            {at === 0
              ? t('desk.map.from', { n: from })
              : t('desk.map.below', { n: SHADES[at - 1] ?? 0 })}
          </li>
        ))}
        {places.some(({ share }) => share === null) && (
          <li>
            <i class="shade-none" aria-hidden="true" />
            {t('desk.map.no_plan')}
          </li>
        )}
      </ul>
      <p class="soft small">{t('desk.map.why')}</p>
    </section>
  )
}

/** In percent of the plan; null where there is none. */
export function shareOf(row: TallyRow, by: ByName): number | null {
  const plan = planOf(row, by)
  return plan ? percentOf(measure(row, by), plan) : null
}

/** The name of a tile's shade. */
export const shadeOf = (share: number | null): string =>
  share === null ? 'none' : String(SHADES.find((from) => share >= from) ?? 0)
