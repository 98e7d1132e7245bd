import { useState } from 'preact/hooks'
import { endOtherSessions, endSession } from '../../../actions/desk/security/factors'
import type { Outcome } from '../../../actions/outcome'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { OwnSession } from '../../lead/api-types'
import { useConfirmed } from './confirmed'

/** The browsers in which the account is signed in, each with the way to sign it out from here. */
export function OwnSessions() {
  const answer = useQuery('/api/account/sessions')
  const [asking, setAsking] = useState(false)
  const { busy, once } = useOnce()
  const { confirmed, sheet } = useConfirmed()
  const end = (act: () => Promise<Outcome>, done: string) =>
    once(async () => {
      const ended = await confirmed(act)
      showSnackbar(ended.ok ? done : problem(ended.problem))
    })
  return (
    <section class="card no-print" aria-labelledby="own-sessions">
      <h2 id="own-sessions">{t('security.sessions')}</h2>
      <ServerAnswer answer={answer}>
        {({ rows }) => (
          <>
            <p class="soft">
              {t(rows.length > 1 ? 'security.sessions.why' : 'security.sessions.only')}
            </p>
            <ul class="lines">
              {rows.map((row) => (
                <li class="line" key={row.id}>
                  <One
                    row={row}
                    busy={busy}
                    onEnd={() => end(() => endSession(row.id), t('security.sessions.ended'))}
                  />
                </li>
              ))}
            </ul>
            {rows.length > 1 && (
              <p>
                <button
                  type="button"
                  class="button"
                  disabled={busy}
                  onClick={() => setAsking(true)}
                >
                  {t('security.sessions.end_others')}
                </button>
              </p>
            )}
          </>
        )}
      </ServerAnswer>
      {sheet}
      {asking && (
        <Confirm
          question={t('security.sessions.end_others.of')}
          detail={t('security.sessions.end_others.why')}
          yes={t('security.sessions.end_others')}
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false)
            void end(endOtherSessions, t('security.sessions.ended_others'))
          }}
        />
      )}
    </section>
  )
}

interface OneProps {
  row: OwnSession
  busy: boolean
  onEnd: () => void
}

function One({ row, busy, onEnd }: OneProps) {
  const from = formatInstant(row.created_at)
  const browser = row.browser || t('security.sessions.browser')
  return (
    <>
      <span class="spread">
        <span class="name">{browser}</span>
        {row.current && <span class="tag good">{t('security.sessions.current')}</span>}
      </span>
      <span class="soft small number">
        {t('security.sessions.at', { from, last: formatInstant(row.last_seen_at) })}
      </span>
      {!row.current && (
        <span class="row">
          <button
            type="button"
            class="button"
            disabled={busy}
            aria-label={t('security.sessions.end.label', { browser, from })}
            onClick={onEnd}
          >
            {t('security.sessions.end')}
          </button>
        </span>
      )}
    </>
  )
}
