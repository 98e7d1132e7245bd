import { renewRecovery } from '../../../actions/desk/security/factors'
import { t } from '../../../i18n'
import { FactorAct, type FactorProps } from './factor-act'

/** So few are left that new ones are needed soon. */
const FEW = 3

/** How many recovery codes are left, and new ones. */
export function OwnRecovery({ left, confirmed, onCodes }: FactorProps & { left: number }) {
  const few = left > 0 && left <= FEW
  return (
    <section class="stack" aria-labelledby="recovery">
      <h3 id="recovery">{t('recovery.title')}</h3>
      {left === 0 && <p class="card look">{t('recovery.none')}</p>}
      {left > 0 && (
        <p class={few ? 'card look' : 'soft'}>
          {t(few ? 'recovery.few' : 'recovery.left', { n: left })}
        </p>
      )}
      <FactorAct
        label={t('recovery.renew')}
        question={t('recovery.renew.of')}
        why={t('recovery.renew.why')}
        act={renewRecovery}
        confirmed={confirmed}
        onDone={({ recovery }) => onCodes(recovery)}
      />
    </section>
  )
}
