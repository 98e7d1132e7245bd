import { useEffect, useRef } from 'preact/hooks'
import { Copy } from '../../../components/copy'
import { t } from '../../../i18n'

export interface Secret {
  name: string
  login: string
  password: string
}

/** A password that the server made, big and only now: it cannot be shown again. */
export function ShownPassword({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class="card calm">
      <h2 ref={heading} tabIndex={-1}>
        {t('accounts.password.of', { name: secret.name })}
      </h2>
      <dl class="facts stack">
        <div>
          <dt>{t('login.name')}</dt>
          <dd class="secret">{secret.login}</dd>
        </div>
        <div>
          <dt>{t('login.password')}</dt>
          <dd class="secret">{secret.password}</dd>
        </div>
      </dl>
      <p>{t('accounts.password.once')}</p>
      <div class="row">
        <Copy primary text={secret.password} label={t('accounts.password.copy')} />
        <button type="button" class="button" onClick={onClose}>
          {t('accounts.password.given')}
        </button>
      </div>
    </section>
  )
}
