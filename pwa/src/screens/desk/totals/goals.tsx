import { t } from '../../../i18n'
import { targetsAddress } from '../shared/addresses'
import { GoalLine } from '../shared/goal'
import type { Progress } from '../shared/target-types'

/** So many stand on the first screen; the rest a tap away. */
const SHOWN = 2

interface Props {
  body: Progress | null
  /** Whose they are; the asker's own without either. */
  place: { unit?: string | undefined; team?: string | undefined }
}

/** The targets in force: are we on target, and what does it take. */
export function Goals({ body, place }: Props) {
  if (!body || (body.rows.length === 0 && !body.may_set)) return null
  return (
    <section class="card roomy goals" aria-label={t('screen.name.targets')}>
      {body.rows.length === 0 && <p class="soft">{t('goal.none')}</p>}
      {body.rows.slice(0, SHOWN).map((goal) => (
        <GoalLine
          key={`${goal.measure}${goal.of}${goal.from}${goal.to}`}
          goal={goal}
          on={body.on}
        />
      ))}
      <p class="no-print">
        <a class="button plain start" href={targetsAddress(place)}>
          {t(body.rows.length === 0 ? 'goal.set' : 'goal.all')}
        </a>
      </p>
    </section>
  )
}
