import { useEffect, useRef } from 'preact/hooks'
import type { NewInvitation } from '../../../actions/lead/desk'
import { Copy } from '../../../components/copy'
import { Icon } from '../../../components/icon'
import { canShare, share } from '../../../components/share'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { Poster, type PosterTeam } from './poster'
import { TakePoster } from './take-poster'

interface Props {
  invitation: NewInvitation
  team: PosterTeam
  onClose: () => void
  /** The phone keeps it, and shows it again. */
  kept?: boolean
}

/** A new code, big enough for a phone across the table and fit for a sheet of paper. */
export function ShowInvitation({ invitation, team, onClose, kept }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const text = t('invite.text', {
    team: team.name,
    link: invitation.link,
    code: invitation.short_code,
  })
  return (
    <section class="card poster">
      <h2 class="no-print" ref={heading} tabIndex={-1}>
        {t('invite.show.title', { team: team.name })}
      </h2>
      <Poster invitation={invitation} team={team} />
      <p class="small link-text no-print">
        {t('invite.show.link')}: {invitation.link}
      </p>
      <p class="soft small number no-print">
        {[
          t(invitation.role === 'lead' ? 'role.lead' : 'role.volunteer'),
          t(invitation.auto_approve ? 'invite.approve.at_once' : 'invite.approve.wait'),
          t('invite.until', {
            when: formatInstant(invitation.expires_at),
            uses: invitation.uses,
            most: invitation.max_uses,
          }),
        ].join(' · ')}
      </p>
      <p class="small no-print">{t(kept ? 'invite.show.kept' : 'invite.show.once')}</p>
      <div class="row no-print">
        <Copy primary text={text} label={t('invite.show.copy')} />
        {canShare() && (
          <button type="button" class="button" onClick={() => void share({ text })}>
            <Icon name="send" size={20} />
            {t('invite.show.share')}
          </button>
        )}
        <button type="button" class="button" onClick={() => print()}>
          {t('invite.show.print')}
        </button>
        {invitation.max_uses > 1 && <TakePoster invitation={invitation} team={team.name} />}
        <button type="button" class="button plain" onClick={onClose}>
          {t('do.close')}
        </button>
      </div>
    </section>
  )
}
