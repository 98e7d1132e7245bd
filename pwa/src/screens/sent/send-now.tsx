import { useState } from 'preact/hooks'
import { sendNow } from '../../actions/phone'
import { Icon } from '../../components/icon'
import { problem, t } from '../../i18n'
import { type Me, me, type SyncState, useLive } from '../../queries'

/** Sends at once and always ends in a sentence that says how it went and what comes next. */
export function SendNow({ state }: { state: SyncState }) {
  const person = useLive(me())
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(false)
  const sending = busy || state.sending
  const send = async () => {
    setBusy(true)
    setAsked(true)
    try {
      await sendNow()
    } finally {
      setBusy(false)
    }
  }
  return (
    <section class="stack">
      <button type="button" class="button primary big" disabled={sending} onClick={send}>
        <Icon name="send" />
        {t(sending ? 'state.sending' : 'do.send')}
      </button>
      <div role="status">
        {asked && !sending && <p class="card calm">{sentence(state, person)}</p>}
      </div>
    </section>
  )
}

/** How sending ended, in words. */
export function sentence(state: SyncState, person: Me | undefined): string {
  if (person?.state === 'unjoined') return t('sent.end.unjoined', { n: state.here })
  if (person?.state === 'signed_out') return t('sent.end.signed_out', { n: state.here })
  if (person?.state === 'revoked') {
    return state.here > 0 ? t('sent.end.revoked.here', { n: state.here }) : t('sent.end.revoked')
  }
  const out = person && ['refused', 'ended', 'unknown'].includes(person.state)
  if (out && state.here > 0) {
    return t('sent.end.not_taken', { name: person.current?.name ?? '', n: state.here })
  }
  if (state.here > 0 && state.online !== 'yes') return t('sent.end.offline', { n: state.here })
  if (state.here > 0 && state.full) return problem('waiting_full')
  if (state.here > 0) return t('sent.end.later', { n: state.here })
  if (state.online !== 'yes') return t('sent.end.offline_none')
  if (state.attention > 0) return t('sent.end.attention', { n: state.attention })
  return t(person?.state === 'waiting' ? 'sent.end.waiting' : 'sent.end.all')
}
