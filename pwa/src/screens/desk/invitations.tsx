import { useState } from 'preact/hooks'
import { type NewInvitation, refreshInvitations, revokeInvitation } from '../../actions/desk'
import { Confirm } from '../../parts/sheet'
import { say } from '../../parts/snackbar'
import { deskKeys } from '../../queries'
import { problem, t } from '../../words'
import { formatInstant } from '../../words/format'
import { useAnswer } from './answer'
import type { InvitationRow, Ref, Rows } from './answers'
import { NewInvitationForm } from './new-invitation'
import { ShowInvitation } from './show-invitation'

/** The way into a team: a new code, shown once and big; and the codes that still work. */
export function Invitations({ team }: { team: Ref }) {
  const answer = useAnswer<Rows<InvitationRow>>(deskKeys.invitations(team.id), () =>
    refreshInvitations(team.id),
  )
  const [made, setMade] = useState<NewInvitation | null>(null)
  const open = (answer.body?.rows ?? []).filter(stillWorks)
  if (made) return <ShowInvitation invitation={made} team={team} onClose={() => setMade(null)} />
  return (
    <section class="stack no-print">
      <h2>{t('invite.title')}</h2>
      <NewInvitationForm
        team={team.id}
        onMade={(invitation) => {
          setMade(invitation)
          void answer.refresh()
        }}
      />
      {open.length > 0 && <OpenOnes rows={open} team={team.id} onChanged={answer.refresh} />}
    </section>
  )
}

function stillWorks(invitation: InvitationRow): boolean {
  const { revoked_at, uses, max_uses, expires_at } = invitation
  return !revoked_at && uses < max_uses && Date.parse(expires_at) > Date.now()
}

interface OpenProps {
  rows: InvitationRow[]
  team: string
  onChanged: () => void
}

function OpenOnes({ rows, team, onChanged }: OpenProps) {
  const [asking, setAsking] = useState<string | null>(null)
  const revoke = async (id: string) => {
    setAsking(null)
    const answer = await revokeInvitation(id, team)
    say(answer.ok ? t('invite.revoked') : problem(answer.problem))
    onChanged()
  }
  return (
    <>
      <h3>{t('invite.open')}</h3>
      <ul class="lines">
        {rows.map((row) => (
          <li class="line" key={row.id}>
            <span class="name">
              {t(row.role === 'lead' ? 'role.lead' : 'role.volunteer')} ·{' '}
              {t(row.auto_approve ? 'invite.approve.at_once' : 'invite.approve.wait')}
            </span>
            <span class="soft small number">
              {t('invite.until', {
                when: formatInstant(row.expires_at),
                uses: row.uses,
                most: row.max_uses,
              })}
            </span>
            <button type="button" class="button plain start" onClick={() => setAsking(row.id)}>
              {t('invite.revoke')}
            </button>
          </li>
        ))}
      </ul>
      {asking && (
        <Confirm
          danger
          question={t('invite.revoke.question')}
          detail={t('invite.revoke.detail')}
          yes={t('invite.revoke')}
          onYes={() => revoke(asking)}
          onNo={() => setAsking(null)}
        />
      )}
    </>
  )
}
