import type { ComponentChildren } from 'preact'
import { useUntilTouched } from '../../components/until-touched'
import { t } from '../../i18n'
import { onDay, type TeamPlan } from '../../queries/plan'
import { beside, Lazy } from './lazy'

const target = beside('TargetLine')

interface Props {
  /** As the server last told it. */
  plan: TeamPlan | null | undefined
  team: string
  day: string
}

/** Who has not touched the screen for so long is not about to tap. */
const CALM_MS = 10_000

/**
 * What the team is out for: a line on its target, and one on the day of action that is on. Its place is
 * kept from the first paint on, and nothing new comes up while somebody taps: no tile is pushed away.
 */
export function PlanLines({ plan: told, team, day }: Props) {
  const plan = useUntilTouched(told, CALM_MS)
  if (!plan) return null
  const line = (aim: TeamPlan['targets'][number]) => (
    <Lazy load={target} props={{ aim, team, on: plan.on, day }} />
  )
  return <Lines plan={plan} day={day} target={line} />
}

interface LinesProps {
  plan: TeamPlan
  day: string
  /** What stands in the place of the target. */
  target: (aim: TeamPlan['targets'][number]) => ComponentChildren
}

/** The lines of a day, each in its place. */
export function Lines({ plan, day, target: line }: LinesProps) {
  const [aim] = onDay(plan.targets, day)
  return (
    <>
      {aim && <div class="aim">{line(aim)}</div>}
      {onDay(plan.activities, day).map(({ id, name, place }) => (
        <p class="small" key={id}>
          {t('home.out', { name, place })}
        </p>
      ))}
    </>
  )
}
