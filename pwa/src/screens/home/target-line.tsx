import { Bullet } from '../../components/bullet'
import { t, type Word } from '../../i18n'
import { formatDay } from '../../i18n/format'
import { language } from '../../i18n/language'
import { useLive } from '../../queries'
import type { TeamTarget } from '../../queries/plan'
import { doneOf, paceFrom, plannedBy, teamDone } from '../../queries/target-progress'

interface Props {
  aim: TeamTarget
  team: string
  /** From this day on the phone counts itself. */
  on: string
  day: string
}

/** The team's target in a bar and a line: how far it is, and how many a day it takes. */
export function TargetLine({ aim, team, on, day }: Props) {
  const since = useLive(teamDone(team, on > aim.from ? on : aim.from, day))
  if (!since?.whole) return null
  const done = doneOf(aim, since)
  const left = aim.number - done
  return (
    <>
      <Bullet done={done} planned={plannedBy(aim, day)} whole={aim.number} />
      <p class="number" data-figure="target" data-measure={aim.measure}>
        <span>
          {t(`home.aim.${aim.measure}` as Word, {
            what: nameOf(aim, day),
            done,
            number: aim.number,
          })}
        </span>
        <span>
          {left > 0
            ? t('home.aim.pace', { n: paceFrom(aim, left, day) ?? left })
            : t('home.aim.reached')}
        </span>
      </p>
    </>
  )
}

/** The group of services that it is of, else its days. */
function nameOf({ of, label_vi, label_en, from, to }: TeamTarget, day: string): string {
  const label = language.value === 'vi' ? label_vi : label_en
  if (of && label) return label
  const month = day.slice(0, 8)
  const year = day.slice(0, 5)
  if (from === `${month}01` && to.startsWith(month)) return t('home.aim.month')
  if (from === `${year}01-01` && to === `${year}12-31`) return t('home.aim.year')
  return t('home.aim.until', { day: formatDay(to).slice(0, 5) })
}
