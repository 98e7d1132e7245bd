import { useEffect } from 'preact/hooks'
import { showBadge } from '../actions/badge'
import { t } from '../i18n'
import { PRACTICE } from '../practice'
import { environment, syncState, useLive } from '../queries'
import { isDrawn } from './early'
import { amountIn } from './shared/amount'

/** What stands there until this phone has been read. */
export function Opening() {
  return (
    <a class="pill" href="/sent">
      {t('app.loading')}
    </a>
  )
}

/** How much is only on this phone and how much the server has; always there, opens the lists. */
export function StatePill() {
  if (isDrawn.value) return <Pill />
  // Without a store there is nothing to wait for; the first screen says what is wrong.
  return environment().value.storageProblem ? null : <Opening />
}

function Pill() {
  const state = useLive(syncState())
  const [unsent, apart] = [state?.here, state?.others.here]
  // Whoever has put the phone away sees it on the icon.
  useEffect(() => {
    if (unsent !== undefined && !PRACTICE) showBadge(unsent, apart ?? 0)
  }, [unsent, apart])
  if (!state && environment().value.storageProblem) return null
  if (!state) return <Opening />
  const { here, received, attention, others, carried, bundles } = state
  const isUnsent = here + others.here > 0
  const isWrong = attention + others.attention > 0
  const isCrowded = isWrong || others.here > 0
  // A round that only fetches sends nothing.
  const sending = state.sending && isUnsent
  const look = sending ? 'sending' : !isUnsent && !bundles && received > 0 ? 'done' : 'here'
  return (
    <a class={`pill ${look} ${isCrowded ? 'full' : ''}`} href="/sent">
      <span class="dot" aria-hidden="true" />
      {isWrong && (
        <strong>
          {t('state.attention_n', { n: amountIn(attention, attention ? 0 : others.attention) })}
        </strong>
      )}
      <span>
        {sending && (
          <span class={isCrowded ? 'unseen' : undefined}>{`${t('state.sending')} · `}</span>
        )}
        {t('state.here_n', { n: amountIn(here, others.here) })}
        <span class="rest">
          {` · ${t(bundles ? 'state.carried_n' : 'state.received_n', { n: bundles ? carried || bundles : received })}`}
        </span>
      </span>
    </a>
  )
}
