import { Bullet } from '../../../components/bullet'
import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import { targetsAddress } from '../shared/addresses'
import { formatShortDays } from '../shared/format-days'
import {
  goalDone,
  goalName,
  goalPlan,
  goalProgress,
  goalRest,
  isReached,
  percentOf,
} from '../shared/format-goal'
import type { Goal, Progress } from '../shared/target-types'

interface Props {
  body: Progress | null
  /** Whose they are; the asker's own without either. */
  place: { unit?: string | undefined; team?: string | undefined }
}

/** The target in force that ends first: are we on target, and what does it take. The others are a tap
 * away. */
export function Goals({ body, place }: Props) {
  if (!body || (body.rows.length === 0 && !body.may_set)) return null
  const [goal] = body.rows
  const others = body.rows.length - 1
  return (
    <section class="card figure-tile goals" aria-label={t('screen.name.targets')}>
      {goal ? (
        <GoalTile goal={goal} on={body.on} />
      ) : (
        <>
          <h2>{t('screen.name.targets')}</h2>
          <p class="soft">{t('goal.none')}</p>
        </>
      )}
      <p class="no-print">
        <a class="button plain start" href={targetsAddress(place)}>
          {!goal ? t('goal.set') : others > 0 ? t('goal.others', { n: others }) : t('goal.all')}
        </a>
      </p>
    </section>
  )
}

function GoalTile({ goal, on }: { goal: Goal; on: string }) {
  const { number, planned } = goal
  const done = goalDone(goal)
  const said = [goalPlan(goal, on), isReached(goal) ? t('goal.reached') : goalRest(goal, on)]
  return (
    <div data-figure="target" data-measure={goal.measure} data-of={goal.of}>
      <h2>{`${goalName(goal)} · ${formatShortDays(goal)}`}</h2>
      {number !== null && number > 0 && goal.done !== null ? (
        <>
          <p class="big number">
            <b>{formatNumber(done)}</b>{' '}
            {t('goal.of', { number, percent: formatNumber(percentOf(done, number)) })}
          </p>
          <Bullet done={done} planned={planned} whole={number} />
        </>
      ) : (
        <p class="number">{goalProgress(goal)}</p>
      )}
      <p class="soft small number">{said.filter(Boolean).join(' · ')}</p>
    </div>
  )
}
