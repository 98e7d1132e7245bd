import type { NewInvitation } from '../../../actions/lead/desk'
import { t } from '../../../i18n'
import { useQuery } from '../answer'
import type { InvitationRow, Ref } from '../api-types'
import { type Confirming, unasked } from './confirming'
import { NewInvitationForm } from './new-invitation'
import { OpenInvitation } from './open-invitation'

interface Props {
  team: Ref
  /** A lead invites volunteers only. */
  volunteersOnly?: boolean
  confirmed?: Confirming
  onMade: (invitation: NewInvitation) => void
  /** Codes that this phone made and still has. */
  kept?: NewInvitation[]
}

/** The ways into a team: the codes that still work, and a new one. */
export function Invitations({
  team,
  volunteersOnly = false,
  confirmed = unasked,
  onMade,
  kept = [],
}: Props) {
  const answer = useQuery('/api/teams/{team_id}/invitations', { team_id: team.id })
  const open = (answer.body?.rows ?? []).filter(stillWorks)
  return (
    <section class="stack no-print">
      <h2>{t('invite.title')}</h2>
      <NewInvitationForm
        team={team.id}
        volunteersOnly={volunteersOnly}
        confirmed={confirmed}
        onMade={onMade}
      />
      {open.length > 0 && (
        <>
          <h3>{t('invite.open')}</h3>
          <ul class="lines">
            {open.map((row) => (
              <OpenInvitation
                key={row.id}
                row={row}
                team={team.id}
                confirmed={confirmed}
                onMade={onMade}
                kept={kept.find(({ id }) => id === row.id)}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function stillWorks(invitation: InvitationRow): boolean {
  const { revoked_at, uses, max_uses, expires_at } = invitation
  return !revoked_at && uses < max_uses && Date.parse(expires_at) > Date.now()
}
