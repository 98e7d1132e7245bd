import { useEffect, useRef } from 'preact/hooks'
import type { NewInvitation } from '../../actions/lead/desk'
import { Qr } from '../../components/lead/qr'
import { t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'

interface Props {
  name: string
  invitation: NewInvitation
  onClose: () => void
}

/** The code that lets one known member in on another phone, held up across a table. */
export function NewPhoneCode({ name, invitation, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const title = t('own_team.new_phone.show', { name })
  return (
    <section class="card poster">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{t('own_team.new_phone.text', { name })}</p>
      <Qr text={invitation.link} label={title} />
      <p class="short-code">{invitation.short_code}</p>
      <p class="soft small number">
        {t('invite.until_day', { when: formatInstant(invitation.expires_at) })}
      </p>
      <button type="button" class="button" onClick={onClose}>
        {t('do.close')}
      </button>
    </section>
  )
}
