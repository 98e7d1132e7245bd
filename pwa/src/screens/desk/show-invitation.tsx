import { useEffect, useRef } from 'preact/hooks'
import type { NewInvitation } from '../../actions/desk'
import { Copy } from '../../parts/copy'
import { Qr } from '../../parts/qr'
import { t } from '../../words'
import { formatInstant } from '../../words/format'
import type { Ref } from './answers'

interface Props {
  invitation: NewInvitation
  team: Ref
  onClose: () => void
}

/** A new code, big enough for a phone across the table and fit for a sheet of paper. */
export function ShowInvitation({ invitation, team, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class="card poster">
      <h2 ref={heading} tabIndex={-1}>
        {t('invite.show.title', { team: team.name })}
      </h2>
      <p>{t('invite.show.how')}</p>
      <Qr text={invitation.link} label={t('invite.show.qr', { team: team.name })} />
      <dl class="facts stack">
        <div>
          <dt>{t('invite.show.short')}</dt>
          <dd class="short-code">{invitation.short_code}</dd>
        </div>
        <div>
          <dt>{t('invite.show.link')}</dt>
          <dd class="small link-text">{invitation.link}</dd>
        </div>
      </dl>
      <p class="soft small number no-print">
        {t('invite.until', {
          when: formatInstant(invitation.expires_at),
          uses: invitation.uses,
          most: invitation.max_uses,
        })}
      </p>
      <p class="print-only">
        {t('invite.until_day', { when: formatInstant(invitation.expires_at) })}
      </p>
      <p class="small no-print">{t('invite.show.once')}</p>
      <div class="row no-print">
        <Copy primary text={invitation.link} label={t('invite.show.copy')} />
        <button type="button" class="button" onClick={() => print()}>
          {t('invite.show.print')}
        </button>
        <button type="button" class="button plain" onClick={onClose}>
          {t('do.close')}
        </button>
      </div>
    </section>
  )
}
