import {
  createInvitation,
  type InvitationOptions,
  type NewInvitation,
  revokeInvitation,
  rotateInvitation,
} from '../../../actions/lead/desk'
import type { Outcome } from '../../../actions/outcome'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import type { InvitationRow } from '../api-types'
import type { Confirming } from './confirming'

interface Props {
  row: InvitationRow
  team: string
  confirmed: Confirming
  onMade: (invitation: NewInvitation) => void
  /** The same code, where this phone made it. */
  kept?: NewInvitation | undefined
}

/** A code that still works: a tap changes it for another like it, or withdraws it. */
export function OpenInvitation({ row, team, confirmed, onMade, kept }: Props) {
  const { busy, once } = useOnce()
  const options = sameOptions(row)
  const tell = <T,>(ask: () => Promise<Outcome<T>>, done: (answer: T) => void) =>
    once(async () => {
      const answer = await confirmed(ask)
      if (answer.ok) done(answer)
      else showSnackbar(problem(answer.problem))
    })
  const make = () =>
    tell(
      () => createInvitation(team, options),
      ({ invitation }) => onMade(invitation),
    )
  const rotate = () =>
    tell(
      () => rotateInvitation(row.id, team, options),
      ({ invitation }) => {
        showSnackbar(t('invite.rotated'))
        onMade(invitation)
      },
    )
  const revoke = () =>
    tell(
      () => revokeInvitation(row.id, team),
      () =>
        showSnackbar(t('invite.revoked'), {
          label: t('invite.make_again'),
          run: () => void make(),
        }),
    )
  const kind = t(row.auto_approve ? 'invite.approve.at_once' : 'invite.approve.wait')
  const whom = row.member?.name ?? t(row.role === 'lead' ? 'role.lead' : 'role.volunteer')
  return (
    <li class="line">
      <span class="name" id={row.id}>{`${whom} · ${kind}`}</span>
      <span class="soft small number">
        {t('invite.until', {
          when: formatInstant(row.expires_at),
          uses: row.uses,
          most: row.max_uses,
        })}
      </span>
      <span class="row actions">
        {kept && (
          <button
            type="button"
            class="button"
            aria-describedby={row.id}
            onClick={() => onMade({ ...kept, uses: row.uses })}
          >
            {t('invite.show.again')}
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-describedby={row.id}
          disabled={busy}
          onClick={rotate}
        >
          {t('invite.rotate')}
        </button>
        <button
          type="button"
          class="button danger"
          aria-describedby={row.id}
          disabled={busy}
          onClick={revoke}
        >
          {t('invite.revoke')}
        </button>
      </span>
    </li>
  )
}

const HOUR = 3_600_000

/** What the code allowed when it was made, for another one. */
export function sameOptions(row: InvitationRow): InvitationOptions {
  const lasts = Date.parse(row.expires_at) - Date.parse(row.created_at)
  return {
    role: row.role,
    autoApprove: row.auto_approve,
    hours: Math.max(1, Math.round(lasts / HOUR)),
    maxUses: row.max_uses,
    affiliation: row.affiliation,
    ...(row.member && { member: row.member.id }),
  }
}
