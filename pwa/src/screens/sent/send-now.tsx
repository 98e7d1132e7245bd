import { useState } from 'preact/hooks'
import { sendNow } from '../../actions/phone'
import { Icon } from '../../components/icon'
import { problem, t } from '../../i18n'
import { type Me, me, type SyncState, useLive } from '../../queries'
import { useCarried } from '../home/use-carried'
import { amount } from '../shared/amount'
import { amountUnsent } from '../shared/amount-unsent'

/** Sends at once and always ends in a sentence that says how it went and what comes next. */
export function SendNow({ state }: { state: SyncState }) {
  const person = useLive(me())
  const carried = useCarried()
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
        {asked && !sending && <p class="card calm">{sentence(state, person, carried)}</p>}
      </div>
    </section>
  )
}

/** How sending ended, in words; last what is kept for teammates. */
export function sentence(state: SyncState, person: Me | undefined, carried: string | null): string {
  const own = ofOwn(state, person, carried !== null)
  return carried ? `${own} ${carried}` : own
}

function ofOwn(state: SyncState, person: Me | undefined, carries: boolean): string {
  const what = amountUnsent(state)
  const held = { what: what ?? amount(0, 0) }
  if (person?.state === 'unjoined') return t('sent.end.unjoined', held)
  if (person?.state === 'signed_out') return t('sent.end.signed_out', held)
  if (person?.state === 'revoked') {
    return what ? t('sent.end.revoked.here', { what }) : t('sent.end.revoked')
  }
  const out = person && ['refused', 'ended', 'unknown'].includes(person.state)
  if (out && what) return t('sent.end.not_taken', { name: person.current?.name ?? '', what })
  if (what && state.online !== 'yes') return t('sent.end.offline', { what })
  if (what && state.full) return problem('waiting_full')
  if (what) return t('sent.end.later', { what })
  if (state.online !== 'yes') return t(carries ? 'sent.end.offline_own' : 'sent.end.offline_none')
  const { attention, others } = state
  if (attention + others.attention > 0) {
    return t('sent.end.attention', { what: amount(attention, others.attention) })
  }
  if (person?.state === 'waiting') return t('sent.end.waiting')
  return t(carries ? 'sent.end.own' : 'sent.end.all')
}
