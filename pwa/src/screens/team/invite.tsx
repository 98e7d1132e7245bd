import './words'
import '../../styles/desk.css'
import { useEffect, useState } from 'preact/hooks'
import { CODES, dropCode, keepCode } from '../../actions/lead/codes'
import type { NewInvitation } from '../../actions/lead/desk'
import { draft, type Person, useLive } from '../../queries'
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
  const [shown, setShown] = useState<NewInvitation | null>(null)
  const kept = useLive(draft<NewInvitation[]>(CODES))
  const isKept = ({ id }: NewInvitation) => kept?.some((one) => one.id === id) ?? false
  useEffect(() => void dropCode(), [])
  const show = (code: NewInvitation) => {
    setShown(code)
    if (!isKept(code)) void keepCode(code)
  }
  const team = {
    id: lead.team,
    name: lead.teamName,
    unit: lead.unitName ? { name: lead.unitName } : null,
  }
  if (shown)
    return (
      <ShowInvitation
        kept={isKept(shown)}
        invitation={shown}
        team={team}
        onClose={() => setShown(null)}
      />
    )
  return <Invitations volunteersOnly team={team} kept={kept ?? []} onMade={show} />
}
