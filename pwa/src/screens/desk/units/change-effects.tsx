import { t } from '../../../i18n'
import { formatMonth } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { formatCode } from '../../../queries/codes'
import { goalName } from '../shared/format-goal'
import { formatUnit } from '../shared/tree'
import type { BroughtTarget, UnitsChanged } from './api-types'
import { formatParts, formatSum } from './describe-change'

/** The units below that go along under their names. */
export function Below({ preview, named }: { preview: UnitsChanged; named: string[] }) {
  const below = preview.ends.filter((unit) => !named.includes(unit.id))
  if (below.length === 0) return null
  const parents = new Map(preview.begins.map((unit) => [unit.id, unit]))
  return (
    <section class="card roomy">
      <h2>{t('change.below')}</h2>
      <p class="soft">{t('change.below.why')}</p>
      <ul class="lines">
        {below.map((unit) => {
          const next = preview.begins.find((one) => unit.successors.includes(one.id))
          const above = parents.get(next?.parent ?? '')
          return (
            <li class="line" key={unit.id}>
              <span class="name">{formatUnit(unit)}</span>
              <span class="soft small">{above ? formatUnit(above) : ''}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Who coordinates at these units, and where their accounts go. */
export function MovedAccounts({ rows }: { rows: UnitsChanged['accounts'] }) {
  if (rows.length === 0) return null
  return (
    <section class="card roomy">
      <h2>{t('change.accounts')}</h2>
      <ul class="lines">
        {rows.map(({ id, name, before, after, without_password }) => (
          <li class="line" key={id}>
            <span class="name">{name}</span>
            <span class={after ? 'soft small' : 'small'}>
              {after
                ? t('change.goes', { from: formatUnit(before), to: formatUnit(after) })
                : t('change.accounts.open', { from: formatUnit(before) })}
            </span>
            {without_password && <span class="small">{t('change.accounts.without_password')}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

const BELONGINGS = ['site', 'code', 'paper', 'activity'] as const

/** The sites, printed codes, papers and activities of these units, and who looks after them then. */
export function Belongings({ rows, inAll }: { rows: UnitsChanged['belongings']; inAll: number }) {
  if (rows.length === 0) return null
  return (
    <section class="card roomy" aria-label={t('change.belongings')}>
      <h2>{t('change.belongings')}</h2>
      <p class="soft">{t('change.belongings.why')}</p>
      {BELONGINGS.map((what) => {
        const some = rows.filter((row) => row.what === what)
        if (some.length === 0) return null
        return (
          <div key={what}>
            <h3>{t(`change.belongings.${what}`, { n: some.length })}</h3>
            <ul class="lines">
              {some.map(({ name, before, after }, place) => (
                <li class="line" key={`${place}`}>
                  <span class="name">{name}</span>
                  <span class="soft small">
                    {after
                      ? t('change.goes', { from: formatUnit(before), to: formatUnit(after) })
                      : t('change.belongings.above', { from: formatUnit(before) })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      {inAll > rows.length && <p>{t('change.belongings.more', { n: inAll - rows.length })}</p>}
    </section>
  )
}

/** What comes over of targets, added up. */
export function MovedTargets({ rows }: { rows: BroughtTarget[] }) {
  if (rows.length === 0) return null
  return (
    <section class="card roomy" aria-label={t('change.targets')}>
      <h2>{t('change.targets')}</h2>
      <ul class="lines">
        {rows.map((row) => (
          <li class="line" key={`${row.unit.id}${row.measure}${row.of}${row.from}${row.to}`}>
            <span class="name">{formatUnit(row.unit)}</span>
            <span class="soft small number">
              {t('change.targets.of', {
                what: goalName(row),
                from: formatDay(row.from),
                to: formatDay(row.to),
              })}
            </span>
            <span class="number">{formatTarget(row)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function formatTarget(row: BroughtTarget): string {
  const unit = formatUnit(row.unit)
  const parts = formatParts(row.parts)
  if (row.comes === 'none') return t('change.targets.none', { unit, parts })
  if (row.comes === 'own') {
    return t('change.targets.own', { unit, number: formatSum([], row), parts })
  }
  return t('change.targets.sum', { parts: formatSum(row.parts, row) })
}

/** Closed months that no longer agree with what is counted. */
export function Closed({ rows }: { rows: UnitsChanged['closed'] }) {
  if (rows.length === 0) return null
  return (
    <section class="card roomy">
      <h2>{t('change.closed')}</h2>
      <ul class="stack">
        {rows.map(({ unit, month, code }) => (
          <li key={code}>
            {t('change.closed.row', {
              unit: formatUnit(unit),
              month: formatMonth(month),
              code: formatCode(code),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
