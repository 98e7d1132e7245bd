import { t } from '../i18n'
import { environment, syncState, useLive } from '../queries'

/** How much is only on this phone and how much the server has; always there, opens the lists. */
export function StatePill() {
  const state = useLive(syncState())
  // Without a store there is nothing to wait for; the first screen says what is wrong.
  if (!state && environment().value.storageProblem) return null
  if (!state)
    return (
      <a class="pill" href="/sent">
        {t('app.loading')}
      </a>
    )
  const { here, received, attention } = state
  // A round that only fetches sends nothing.
  const sending = state.sending && here > 0
  const look = sending ? 'sending' : here === 0 && received > 0 ? 'done' : 'here'
  return (
    <a class={`pill ${look} ${attention > 0 ? 'full' : ''}`} href="/sent">
      <span class="dot" aria-hidden="true" />
      {attention > 0 && <strong>{t('state.attention_n', { n: attention })}</strong>}
      <span>
        {sending && (
          <span class={attention > 0 ? 'unseen' : undefined}>{`${t('state.sending')} · `}</span>
        )}
        {t('state.here_n', { n: here })}
        <span class="rest">{` · ${t('state.received_n', { n: received })}`}</span>
      </span>
    </a>
  )
}
