import { useEffect, useRef } from 'preact/hooks'
import type { UnitChanges } from '../../../actions/desk/units'
import { problem, t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import type { Unit } from '../../lead/api-types'
import { type FormProblem, ProblemMessage } from '../../lead/problem-message'
import { todayHere } from '../../lead/today'
import type { UnitsChanged } from './api-types'
import { Decide } from './change-decide'
import { Belongings, Below, Closed, MovedAccounts, MovedTargets } from './change-effects'
import { MovedTeams } from './change-teams'
import { describeChange } from './describe-change'

interface Props {
  preview: UnitsChanged
  wish: Omit<UnitChanges, 'dry_run'>
  units: Unit[]
  busy: boolean
  said: FormProblem | null
  /** Where a team or a unit below goes, of several: its field, and the place of what takes over. */
  onGoes: (field: string, place: string) => void
  onAgain: () => void
  onTake: () => void
  onFix: () => void
}

/** What would happen, before anything does. */
export function ChangePreview(props: Props) {
  const { preview, wish, units, busy, said } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const stops = preview.refusals.filter(({ code }) => code !== 'still_undecided')
  // What was chosen since is not what this tells of.
  const asWished = wish.kind !== 'split' || agrees(preview, wish)
  const ready = preview.refusals.length === 0 && asWished
  const hasCome = wish.on <= todayHere()
  return (
    <div class="stack roomy">
      <section class="card look">
        <h2 ref={heading} tabIndex={-1}>
          {describeChange(wish, units)}
        </h2>
        {stops.length === 0 && (
          <p>
            {hasCome ? t('change.nothing_yet') : t('change.not_yet', { day: formatDay(wish.on) })}
          </p>
        )}
      </section>
      {stops.length > 0 && (
        <section class="card stop">
          <h2>{t('change.stops')}</h2>
          <ul class="stack">
            {stops.map(({ code, name }) => (
              <li key={`${code}${name}`}>
                <strong>{name}</strong>
                {`: ${problem(code)}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      {wish.kind === 'split' && stops.length === 0 && <Decide {...props} />}
      {ready && (
        <>
          <MovedTeams preview={preview} />
          <Below preview={preview} named={wish.units} />
          <MovedAccounts rows={preview.accounts} />
          <Belongings rows={preview.belongings} inAll={preview.belongings_in_all} />
          <MovedTargets rows={preview.targets} />
          <Closed rows={preview.closed} />
        </>
      )}
      <ProblemMessage said={said} />
      {ready && hasCome && <p>{t('change.no_way_back')}</p>}
      <div class="row">
        {ready && hasCome && (
          <button type="button" class="button primary" disabled={busy} onClick={props.onTake}>
            {busy ? t('form.busy') : t(`change.take.${wish.kind}`)}
          </button>
        )}
        {!ready && stops.length === 0 && (
          <button type="button" class="button primary" disabled={busy} onClick={props.onAgain}>
            {t('change.again')}
          </button>
        )}
        <button
          type="button"
          class={stops.length > 0 ? 'button primary' : 'button plain'}
          disabled={busy}
          onClick={props.onFix}
        >
          {t('change.fix')}
        </button>
      </div>
    </div>
  )
}

/** Whether each team and each unit below goes where it was wished to. */
function agrees(preview: UnitsChanged, { goes }: Pick<UnitChanges, 'goes'>): boolean {
  return goes.every(({ team, unit, into }) => {
    // What was chosen of another unit before says nothing of this one.
    const known = team
      ? preview.teams.some((one) => one.id === team)
      : preview.ends.some((one) => one.id === unit)
    if (!known) return true
    const taking = preview.begins[into]?.id
    if (!taking) return false
    if (team) return preview.teams.some((one) => one.id === team && one.after?.id === taking)
    const old = preview.ends.find((one) => one.id === unit)
    return preview.begins.some((one) => old?.successors.includes(one.id) && one.parent === taking)
  })
}
