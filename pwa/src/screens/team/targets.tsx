import { Bullet } from '../../components/bullet'
import { t, type Word } from '../../i18n'
import { formatInstant, inVietnam } from '../../i18n/dates'
import { formatDay, formatNumber } from '../../i18n/format'
import { language } from '../../i18n/language'
import { useLive } from '../../queries'
import { deskAnswer } from '../../queries/desk-answer'
import { onDay, type TeamPlan, type TeamTarget } from '../../queries/plan'
import { doneOf, paceFrom, plannedBy, teamDone } from '../../queries/target-progress'

/** What the team is out for: each target in force with its pace, and the days of action ahead. */
export function Targets({ team }: { team: string }) {
  const told = useLive(deskAnswer('/api/teams/{team_id}/plan', { team_id: team }))
  return told ? <Known plan={told.body} at={told.at} team={team} /> : null
}

function Known({ plan, at, team }: { plan: TeamPlan; at: string; team: string }) {
  const day = inVietnam(Date.now()).day
  const whole = useLive(teamDone(team, plan.on, day))?.whole
  const targets = onDay(plan.targets, day)
  const ahead = plan.activities.filter(({ to }) => day <= to)
  if (!whole || targets.length + ahead.length === 0) return null
  return (
    <section class="card roomy">
      {targets.length > 0 && <h2>{t('own_team.aim')}</h2>}
      {targets.map((aim) => (
        <Target
          key={`${aim.measure}${aim.of}${aim.from}${aim.to}`}
          {...{ aim, team, on: plan.on, day }}
        />
      ))}
      {targets.length > 0 && (
        <p class="soft small">{t('own_team.aim.at', { when: formatInstant(at) })}</p>
      )}
      {ahead.length > 0 && <h2>{t('own_team.out')}</h2>}
      {ahead.map(({ id, name, place, from, to }) => (
        <p key={id}>
          <b>{from <= day ? t('own_team.out.today') : daysOf(from, to)}</b>
          {` · ${name} · ${place}`}
        </p>
      ))}
    </section>
  )
}

const daysOf = (from: string, to: string): string =>
  from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`

interface Props {
  aim: TeamTarget
  team: string
  on: string
  day: string
}

function Target({ aim, team, on, day }: Props) {
  const since = useLive(teamDone(team, on > aim.from ? on : aim.from, day))
  if (!since) return null
  const { measure, of, number, from, to, label_vi, label_en } = aim
  const done = doneOf(aim, since)
  const planned = plannedBy(aim, day)
  const left = number - done
  const group = of && (language.value === 'vi' ? label_vi : label_en)
  const name = [t(`own_team.aim.${measure}` as Word), group].filter(Boolean).join(' · ')
  const gap = done - planned
  return (
    <div class="goal" data-figure="target" data-measure={measure} data-of={of}>
      <p class="spread">
        <span class="name">{name}</span>
        <span class="soft small number">{daysOf(from, to)}</span>
      </p>
      <Bullet done={done} planned={planned} whole={number} />
      <p class="number">
        {t('own_team.aim.done', {
          done,
          number,
          percent: formatNumber(Math.floor((done * 100) / number)),
        })}
        {' · '}
        {left > 0
          ? t('own_team.aim.left', { left, n: paceFrom(aim, left, day) ?? left })
          : t('own_team.aim.reached')}
      </p>
      <p class="soft small number">
        {gap < 0
          ? t('own_team.aim.behind', { planned, n: -gap })
          : t('own_team.aim.ahead', { planned, n: gap })}
      </p>
    </div>
  )
}
