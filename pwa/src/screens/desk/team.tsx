import '../../styles/desk.css'
import { openTeam } from '../../actions/desk'
import { Page } from '../../parts/page'
import { catalogue, deskKeys, useLive } from '../../queries'
import { t } from '../../words'
import { formatDay } from '../../words/format'
import { labelOf } from '../labels'
import type { ScreenProps } from '../routes'
import { Shown, useAnswer } from './answer'
import type { Member, WholeTeam } from './answers'
import { Invitations } from './invitations'
import { TeamPhones } from './team-phones'

/** One team: the way in for new members, who is in it, and their phones. */
export function Team({ params }: ScreenProps) {
  const id = params.id ?? ''
  const answer = useAnswer<WholeTeam>(deskKeys.team(id), () => openTeam(id))
  const team = answer.body
  return (
    <Page
      wide
      title={team?.name ?? t('screen.name.team')}
      back="/desk/teams"
      under={team?.unit && <p class="soft">{team.unit.name}</p>}
    >
      <Shown answer={answer}>
        {(whole) => (
          <>
            <p class="no-print">
              <a class="button" href={`/desk?team=${id}`}>
                {t('team.totals')}
              </a>
            </p>
            <div class="grid">
              <Invitations team={whole} />
              <Members members={whole.members} />
              <TeamPhones phones={whole.phones} onChanged={answer.refresh} />
            </div>
          </>
        )}
      </Shown>
    </Page>
  )
}

function Members({ members }: { members: Member[] }) {
  const known = useLive(catalogue())
  return (
    <section class="stack no-print">
      <h2>{t('team.members')}</h2>
      {members.length === 0 && <p class="empty">{t('team.members.none')}</p>}
      {members.length > 0 && (
        <ul class="lines">
          {members.map((member) => (
            <li class="line" key={`${member.id}/${member.from}`}>
              <span class="spread">
                <span class="name">{member.name}</span>
                {member.role === 'lead' && <span class="tag good">{t('role.lead')}</span>}
              </span>
              <span class="soft small number">
                {[
                  known && labelOf(known, 'affiliation', member.affiliation),
                  t('team.since', { day: formatDay(member.from) }),
                  member.to && t('team.until', { day: formatDay(member.to) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
