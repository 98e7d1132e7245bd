import { useEffect, useRef } from 'preact/hooks'
import type { ResetLink } from '../../../actions/desk/accounts'
import { Copy } from '../../../components/copy'
import { Icon } from '../../../components/icon'
import { Qr } from '../../../components/lead/qr'
import { canShare, share } from '../../../components/share'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'

export interface MadeReset extends ResetLink {
  name: string
  login: string
}

/** A reset link, only now: to send to one person, or to be scanned across the table. */
export function ShownReset({ made, onClose }: { made: MadeReset; onClose: () => void }) {
  const { name, login, link, expires_at } = made
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [link])
  const until = formatInstant(expires_at)
  const text = t('accounts.reset.text', { login, until, link })
  return (
    <section class="card calm no-print">
      <h2 ref={heading} tabIndex={-1}>
        {t('accounts.reset.title', { name })}
      </h2>
      <p class="number">{t('accounts.reset.once', { name, until })}</p>
      <div class="totp-qr">
        <Qr text={link} label={t('accounts.reset.qr', { name })} />
      </div>
      <p class="small link-text">{link}</p>
      <div class="row">
        <Copy primary text={text} label={t('accounts.reset.copy')} />
        {canShare() && (
          <button type="button" class="button" onClick={() => void share({ text })}>
            <Icon name="send" size={20} />
            {t('accounts.reset.share')}
          </button>
        )}
        <button type="button" class="button plain" onClick={onClose}>
          {t('do.close')}
        </button>
      </div>
    </section>
  )
}
