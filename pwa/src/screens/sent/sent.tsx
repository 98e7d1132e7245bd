import { useState } from 'preact/hooks'
import { exportUnsent } from '../../actions/phone'
import { Choice } from '../../components/choice'
import { Page } from '../../components/page'
import { showSnackbar } from '../../components/snackbar'
import { t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { PRACTICE } from '../../practice'
import { type Listed, type SyncState, syncState, useLive } from '../../queries'
import { amountIn } from '../shared/amount'
import { amountUnsent } from '../shared/amount-unsent'
import { fileLine } from '../shared/file-line'
import { StateList } from './list'
import { CarriedList } from './relay'
import { SendNow } from './send-now'

/** What this phone has logged, by where it stands, and the button that sends it. */
export function Sent() {
  const state = useLive(syncState())
  const [chosen, setChosen] = useState<Listed | null>(null)
  if (!state) return null
  const { others } = state
  const where = chosen ?? opening(state)
  return (
    <Page
      title={t('tab.sent')}
      under={
        !PRACTICE && (
          <p class="soft small">
            {state.lastContact
              ? t('sent.last', { when: formatInstant(state.lastContact) })
              : t('sent.never')}
          </p>
        )
      }
    >
      {PRACTICE ? <p class="card calm">{t('practice.list')}</p> : <SendNow state={state} />}
      <a class="link" href="/visit">
        {t('screen.name.visit')}
      </a>
      <CarriedList />
      <Choice
        quiet
        legend={t('sent.which')}
        options={[
          { value: 'here', label: t('state.here_n', { n: amountIn(state.here, others.here) }) },
          {
            value: 'attention',
            label: t('state.attention_n', { n: amountIn(state.attention, others.attention) }),
          },
          { value: 'received', label: t('state.received_n', { n: state.received }) },
        ]}
        value={where}
        onChange={(value) => setChosen(value as Listed)}
      />
      <StateList where={where} />
      {!PRACTICE && (
        <div class="row">
          {amountUnsent(state) && (
            <a class="button" href="/hand">
              {t('screen.name.hand')}
            </a>
          )}
          <a class="button" href="/take">
            {t('screen.name.take')}
          </a>
        </div>
      )}
      <CarriedList received />
      {(amountUnsent(state) || isWrong(state)) && !PRACTICE && <Export />}
    </Page>
  )
}

/** What needs a person comes first, then what is only here. */
function opening(state: SyncState): Listed {
  if (isWrong(state)) return 'attention'
  return amountUnsent(state) ? 'here' : 'received'
}

const isWrong = ({ attention, others }: SyncState) => attention + others.attention > 0

function Export() {
  const hand = async () => {
    showSnackbar((await exportUnsent(fileLine)) ? t('sent.exported') : t('sent.nothing_to_export'))
  }
  return (
    <section class="stack tight">
      <p class="soft small">{t('sent.export.why')}</p>
      <p>
        <button type="button" class="button" onClick={hand}>
          {t('sent.export')}
        </button>
      </p>
    </section>
  )
}
