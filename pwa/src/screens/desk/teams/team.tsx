import '../../../styles/desk.css'
import { useState } from 'preact/hooks'
import type { NewInvitation } from '../../../actions/lead/desk'
import { t, type Word } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { lastDayOf, type WholeTeam } from '../../lead/api-types'
import { Invitations } from '../../lead/invitations/invitations'
import { ShowInvitation } from '../../lead/invitations/show-invitation'
import type { ScreenProps } from '../../route'
import { useConfirmed } from '../security/confirmed'
import { DeskPage } from '../shared/desk-page'
import { namesOf } from '../shared/member-names'
import { formatUnit } from '../shared/tree'
import { useCatalogue } from '../shared/use-catalogue'
import { Members } from './members'
import { TeamActions } from './team-forms'
import { TeamPhones } from './team-phones'

/** One team: the way in for new members, who is in it, and their phones. */
export function Team({ params }: ScreenProps) {
  const id = params.id ?? ''
  useCatalogue()
  const answer = useQuery('/api/teams/{team_id}', { team_id: id })
  const [made, setMade] = useState<NewInvitation | null>(null)
  const { confirmed, sheet } = useConfirmed()
  const team = answer.body
  return (
    <DeskPage
      paper={{ shown: answer.path, whose: null }}
      title={team?.name ?? t('screen.name.team')}
      back="/desk/teams"
      under={
        team && (
          <p class="soft">
            {[t(`teams.kind.${team.kind}` as Word), team.unit && formatUnit(team.unit), team.label]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )
      }
    >
      <ServerAnswer answer={answer}>
        {(whole) => (
          <>
            {lastDayOf(whole) && (
              <p class="card quiet">
                {t('team.ended', { day: formatDay(lastDayOf(whole) ?? '') })}
              </p>
            )}
            <div class="row above no-print">
              <a class="button" href={`/desk?team=${id}`}>
                {t('team.totals')}
              </a>
              <TeamActions team={whole} />
            </div>
            <div class="grid">
              {made && (
                <ShowInvitation invitation={made} team={whole} onClose={() => setMade(null)} />
              )}
              {!made && !lastDayOf(whole) && (
                <Invitations team={whole} confirmed={confirmed} onMade={setMade} />
              )}
              <Members team={whole} confirmed={confirmed} onInvited={setMade} />
              <Stood standings={whole.standings} />
              <TeamPhones
                team={id}
                phones={whole.phones}
                names={namesOf(whole.members)}
                onChanged={answer.refresh}
              />
            </div>
          </>
        )}
      </ServerAnswer>
      {sheet}
    </DeskPage>
  )
}

/** Which days of a team that moved or ended count where. */
function Stood({ standings }: Pick<WholeTeam, 'standings'>) {
  if (standings.length < 2 && !standings[0]?.to) return null
  return (
    <section class="stack">
      <h2>{t('team.stood')}</h2>
      <ul class="lines">
        {standings.map(({ unit, from, to }) => (
          <li class="line" key={from}>
            <span class="name">{formatUnit(unit)}</span>
            <span class="soft small number">
              {[
                t('team.since', { day: formatDay(from) }),
                to && t('team.until', { day: formatDay(to) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
