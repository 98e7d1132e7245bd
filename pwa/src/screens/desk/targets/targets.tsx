import '../../../styles/desk.css'
import { useState } from 'preact/hooks'
import { type Part, partsOf, shareOut, withdrawTarget } from '../../../actions/desk/targets'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { Empty } from '../../lead/empty'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { type RowAction, RowActions } from '../../lead/forms/row-actions'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { totalsAddress } from '../shared/addresses'
import { ChooseUnit } from '../shared/choose-unit'
import { DeskPage } from '../shared/desk-page'
import { goalName } from '../shared/format-goal'
import { GoalLine } from '../shared/goal'
import type { Goal } from '../shared/target-types'
import { stands } from '../shared/tree'
import { ShareOut } from './share-out'
import { TargetForm } from './target-form'
import { Weights } from './weights'

interface Place {
  unit?: string | undefined
  team?: string | undefined
}

/** What a unit or a team is to reach: set it, share it out among those below, withdraw it. */
export function Targets() {
  const { query } = address.value
  const team = query.get('team') ?? undefined
  const own = useSignedIn()?.unit?.id
  const unit = team ? undefined : (query.get('unit') ?? own)
  const place: Place = team ? { team } : { unit }
  const answer = useQuery('/api/progress', place)
  const key = team ?? unit ?? ''
  const [adding, setAdding] = useOpenForm(forms.newTarget(key))
  const days = { period: 'today' as const, from: todayHere(), to: todayHere() }
  const hasUnits = useUnitsBelow(unit)
  return (
    <DeskPage
      paper={{ shown: answer.path, whose: null }}
      title={t('screen.name.targets')}
      back={totalsAddress({ ...(team ? { team } : unit ? { unit } : {}), days })}
      under={<p class="soft">{[answer.body?.name, t('targets.why')].filter(Boolean).join('. ')}</p>}
    >
      {!team && unit && (
        <ChooseUnit
          label={t('desk.by.unit')}
          value={unit}
          onChange={(chosen) => setQuery({ unit: chosen })}
        />
      )}
      <ServerAnswer answer={answer}>
        {(body) => {
          const among = !body.may_set || team ? null : hasUnits ? 'units' : 'teams'
          return (
            <>
              {adding && (
                <TargetForm
                  key={key}
                  place={place}
                  form={forms.newTarget(key)}
                  onClose={() => setAdding(false)}
                />
              )}
              {!adding && body.may_set && (
                <p>
                  <button type="button" class="button primary" onClick={() => setAdding(true)}>
                    {t('goal.set')}
                  </button>
                </p>
              )}
              {body.rows.length === 0 &&
                (body.other.length > 0 ? (
                  <Empty why="other_days" text={t('targets.none_today')} />
                ) : (
                  <Empty why="not_begun" text={t('targets.none')} />
                ))}
              <Goals goals={body.rows} on={body.on} place={place} sharesAmong={among} />
              {body.other.length > 0 && (
                <section class="stack">
                  <h2>{t('targets.other')}</h2>
                  <Goals goals={body.other} on={body.on} place={place} sharesAmong={among} />
                </section>
              )}
              {among === 'units' && unit && <Weights key={unit} unit={unit} />}
            </>
          )
        }}
      </ServerAnswer>
    </DeskPage>
  )
}

/** Whether something can be shared out: a unit stands right below that lasts. */
function useUnitsBelow(unit: string | undefined): boolean {
  const units = useQuery('/api/units')
  const today = todayHere()
  return (units.body?.rows ?? []).some((one) => one.parent === unit && stands(one, today))
}

interface GoalsProps {
  goals: Goal[]
  on: string
  place: Place
  /** Whoever looks after the unit shares out also what was set for it from above: among the units right
   * below, or else among its teams. */
  sharesAmong: 'units' | 'teams' | null
}

function Goals({ goals, ...rest }: GoalsProps) {
  return (
    <ul class="plain-list stack">
      {goals.map((goal) => (
        <li class="card" key={`${goal.measure}${goal.of}${goal.from}${goal.to}`}>
          <GoalLine goal={goal} on={rest.on} />
          <GoalActions goal={goal} {...rest} />
        </li>
      ))}
    </ul>
  )
}

export function GoalActions({
  goal,
  place,
  sharesAmong,
}: Omit<GoalsProps, 'goals'> & { goal: Goal }) {
  const [asking, setAsking] = useState(false)
  const [parts, setParts] = useState<Part[] | null>(null)
  const { once } = useOnce()
  const target = goal.set_here
  if (!target) return null
  const shares = goal.measure === 'indicator' ? null : sharesAmong
  const shareLabel = t(shares === 'teams' ? 'targets.share_out.teams' : 'targets.share_out')
  const withdraw = async () => {
    setAsking(false)
    const answer = await withdrawTarget(target.id, place)
    showSnackbar(answer.ok ? t('targets.withdrawn') : problem(answer.problem))
  }
  const refused = (code: string) => {
    setParts(null)
    showSnackbar(code === 'target_above' ? t('targets.share_out.above') : problem(code))
  }
  const look = async () => {
    const answer = await partsOf(target.id)
    if (answer.ok) setParts(answer.parts)
    else refused(answer.problem)
  }
  const share = async (seen: Part[]) => {
    const answer = await shareOut(target.id, seen)
    if (!answer.ok && answer.problem !== 'parts_there') return refused(answer.problem)
    if (!answer.ok) return await look() // another number stands there since
    setParts(null)
    showSnackbar(t('targets.shared', { n: answer.parts }))
  }
  const form = forms.target(target.id)
  const actions: RowAction[] = [
    {
      label: t('targets.change'),
      formName: form,
      form: (close) => <TargetForm place={place} form={form} target={target} onClose={close} />,
    },
    ...(shares ? [{ label: shareLabel, run: () => once(look) }] : []),
    { label: t('targets.withdraw'), danger: true, run: () => setAsking(true) },
  ]
  return (
    <>
      {goal.may_change ? (
        <RowActions name={goalName(goal)} actions={actions} />
      ) : (
        <div class="row">
          <p class="soft small">{t('targets.above')}</p>
          {shares && (
            <button type="button" class="button" onClick={() => once(look)}>
              {shareLabel}
            </button>
          )}
        </div>
      )}
      {parts && (
        <ShareOut
          among={shares ?? 'units'}
          parts={parts}
          onYes={() => once(() => share(parts))}
          onNo={() => setParts(null)}
        />
      )}
      {asking && (
        <Confirm
          danger
          question={t('targets.withdraw.sure')}
          detail={place.unit ? t('targets.withdraw.why') : undefined}
          yes={t('targets.withdraw')}
          onYes={() => once(withdraw)}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}
