import './words'
import '../../styles/desk.css'
import { useEffect } from 'preact/hooks'
import { sendNow } from '../../actions/phone'
import { t, type Word } from '../../i18n'
import { type Person, useLive } from '../../queries'
import { arrivals } from '../../queries/arrivals'
import { ownTeamMembers } from '../../queries/team'
import { DaySessions } from './day-sessions'
import { LeadPage } from './lead'
import { RemindTeam } from './remind'
import { Targets } from './targets'

/** What a lead looks after: phones, what needs a look, members, invitations, the team's sessions. */
export function OwnTeam() {
  return <LeadPage title="screen.name.own_team">{(lead) => <Duties lead={lead} />}</LeadPage>
}

function Duties({ lead }: { lead: Person }) {
  const { waiting = [], reviews = 0 } = useLive(arrivals()) ?? {}
  const members = useLive(ownTeamMembers())
  // The round brings what waits, so that the tab and this page show the same number.
  useEffect(() => void sendNow(), [])
  return (
    <>
      <ul class="lines">
        <Duty
          to="/team/phones"
          name="screen.name.own_team_phones"
          about="own_team.phones"
          n={waiting.length}
        />
        <Duty
          to="/team/attention"
          name="screen.name.attention"
          about="own_team.attention"
          n={reviews}
        />
        <Duty
          to="/team/members"
          name="screen.name.own_team_members"
          about="own_team.members"
          n={members?.length}
          calm
        />
        <Duty to="/team/gather" name="screen.name.own_team_gather" about="gather.about" />
        <Duty to="/team/invite" name="screen.name.own_team_invite" about="own_team.invite" />
      </ul>
      <Targets team={lead.team} />
      <RemindTeam team={lead.team} />
      <DaySessions team={lead.team} />
    </>
  )
}

interface DutyProps {
  to: string
  name: Word
  about: Word
  n?: number | undefined
  /** The number waits for nobody. */
  calm?: boolean
}

function Duty({ to, name, about, n = 0, calm = false }: DutyProps) {
  return (
    <li>
      <a class="line" href={to}>
        <span class="spread">
          <span class="name">{t(name)}</span>
          {n > 0 && <span class={calm ? 'tag' : 'tag attention'}>{n}</span>}
        </span>
        <span class="soft small">{t(about)}</span>
      </a>
    </li>
  )
}
