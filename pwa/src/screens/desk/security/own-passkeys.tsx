import { useState } from 'preact/hooks'
import { removePasskey } from '../../../actions/desk/security/factors'
import { canPasskey } from '../../../actions/desk/security/webauthn'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import type { Passkey } from '../../lead/api-types'
import { FactorAct, type FactorProps } from './factor-act'
import { PasskeySetup } from './passkey-setup'

/** The own passkeys: where they were made and last used, a further one, one less. */
export function OwnPasskeys({
  passkeys,
  confirmed,
  onCodes,
}: FactorProps & { passkeys: Passkey[] }) {
  const [adding, setAdding] = useState(false)
  return (
    <section class="stack" aria-labelledby="passkeys">
      <h3 id="passkeys">{t('passkey.name')}</h3>
      {passkeys.length === 0 && !adding && <p class="soft">{t('enrol.passkey.why')}</p>}
      {passkeys.length > 0 && (
        <ul class="lines">
          {passkeys.map(({ id, name, ...times }) => (
            <li class="line" key={id}>
              <span class="name">{name}</span>
              <span class="soft small number">{usedOf(times)}</span>
              <FactorAct
                danger
                label={t('passkey.remove')}
                aria={t('passkey.remove.label', { name })}
                question={t('passkey.remove.of', { name })}
                why={t('passkey.remove.why')}
                act={() => removePasskey(id)}
                confirmed={confirmed}
                onDone={() => showSnackbar(t('passkey.removed', { name }))}
              />
            </li>
          ))}
        </ul>
      )}
      {adding && (
        <PasskeySetup
          confirmed={confirmed}
          onCancel={() => setAdding(false)}
          onDone={(codes) => {
            setAdding(false)
            onCodes(codes)
          }}
        />
      )}
      {!adding && !canPasskey() && <p class="soft small">{t('enrol.passkey.none')}</p>}
      {!adding && canPasskey() && (
        <p>
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {t('passkey.add')}
          </button>
        </p>
      )}
    </section>
  )
}

const usedOf = ({ created_at, last_used_at }: Omit<Passkey, 'id' | 'name'>): string =>
  [
    t('passkey.made_at', { at: formatInstant(created_at) }),
    last_used_at ? t('passkey.used_at', { at: formatInstant(last_used_at) }) : t('passkey.unused'),
  ].join(' · ')
