import './words'
import '../../styles/desk.css'
import { useState } from 'preact/hooks'
import type { NewInvitation } from '../../actions/lead/desk'
import type { Person } from '../../queries'
import { Invitations } from '../lead/invitations/invitations'
import { ShowInvitation } from '../lead/invitations/show-invitation'
import { LeadPage } from './lead'

/** Volunteers come in by a QR code on the lead's own screen, or by its letters. */
export function OwnTeamInvite() {
  return (
    <LeadPage title="screen.name.own_team_invite" back="/team">
      {(lead) => <Invite lead={lead} />}
    </LeadPage>
  )
}

function Invite({ lead }: { lead: Person }) {
  const [made, setMade] = useState<NewInvitation | null>(null)
  const team = {
    id: lead.team,
    name: lead.teamName,
    unit: lead.unitName ? { name: lead.unitName } : null,
  }
  if (made) return <ShowInvitation invitation={made} team={team} onClose={() => setMade(null)} />
  return <Invitations volunteersOnly team={team} onMade={setMade} />
}
