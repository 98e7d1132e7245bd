import { useRef } from 'preact/hooks'
import type { Saved } from '../../actions/help-session'
import { t } from '../../i18n'
import { formatNumber } from '../../i18n/format'
import type { Catalogue, SessionView, Today } from '../../queries'
import { DONE } from '../../rules/kinds/help_session'
import { nameOfSession } from '../labels'
import { showNotSaved, showSaved, summary } from '../log/messages'

interface Props {
  day: Today
  catalogue: Catalogue
}

/** It comes behind the first screen and before anybody taps, who then waits for nothing. */
let actions: typeof import('../../actions/help-session') | undefined

async function loadActions(): Promise<void> {
  actions ??= await import('../../actions/help-session')
}
void loadActions().catch(() => undefined)

async function addOneMore(shown: SessionView['fields']): Promise<Saved> {
  if (!actions) await loadActions().catch(() => undefined)
  return actions ? await actions.addOneMore(shown) : { ok: false, problem: 'internal' }
}

/**
 * The session just logged, and the same for one more person at each tap: no tap waits for the one
 * before. Several people are never added by one tap, which would double a day: they are counted on.
 */
export function RepeatLast({ day, catalogue }: Props) {
  const tell = useAnnouncement()
  const last = day.sessions.find((session) => session.mine && session.status === 'live')
  if (!last) return null
  return (
    <section class="again" aria-label={t('home.last')}>
      <a href={`/session/${last.id}?from=home`}>
        <span class="soft small">
          {`${last.start} · ${t('log.people_n', { n: formatNumber(last.people) })}`}
        </span>
        <b>{nameOfSession(last, catalogue)}</b>
      </a>
      {last.people > 1 && (
        <a class="button primary" href="/count">
          {t('count.go_on')}
        </a>
      )}
      {last.people === 1 && endsAsUsual(last) && (
        <button
          type="button"
          class="button primary"
          onClick={() => void tell(addOneMore(last.fields), summary(last, catalogue))}
        >
          {t('home.once_more', { n: 1 })}
        </button>
      )}
    </section>
  )
}

/** An end that is not the usual one is of one person, and is never copied. */
const endsAsUsual = ({ services }: SessionView) => services.every(({ outcome }) => outcome === DONE)

/**
 * Says how each write ended. Of taps that follow each other quickly, one that failed goes on being
 * said until all have ended: "saved" of the last would cover it.
 */
function useAnnouncement() {
  const taps = useRef({ open: 0, failed: 0 })
  return async (saving: Promise<Saved>, what: string) => {
    const { current } = taps
    current.open += 1
    const saved = await saving
    current.open -= 1
    if (saved.ok) {
      if (current.failed === 0) showSaved(saved.id, what)
    } else {
      current.failed += 1
      void showNotSaved(saved, current.failed)
    }
    if (current.open === 0) current.failed = 0
  }
}
