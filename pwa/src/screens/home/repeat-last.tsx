import { useRef } from 'preact/hooks'
import type { Saved } from '../../actions/help-session'
import { t } from '../../i18n'
import { formatNumber } from '../../i18n/format'
import type { Catalogue, SessionView, Today } from '../../queries'
import { labelOf } from '../labels'
import { showNotSaved, showSaved, summary } from '../log/messages'

interface Props {
  day: Today
  catalogue: Catalogue
}

const DOUBLE_MS = 700

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
 * The session just logged, and the same once more at each tap, for as many people as the button
 * says: no tap waits for the one before.
 */
export function RepeatLast({ day, catalogue }: Props) {
  const tell = useAnnouncement()
  const tapped = useRef(Number.NEGATIVE_INFINITY)
  const last = day.sessions.find((session) => session.mine && session.status === 'live')
  if (!last) return null
  const [first] = last.services
  return (
    <section class="again" aria-label={t('home.last')}>
      <a href={`/session/${last.id}`}>
        <span class="soft small">
          {`${last.start} · ${t('log.people_n', { n: formatNumber(last.people) })}`}
        </span>
        <b>{first ? labelOf(catalogue, 'service', first.code) : ''}</b>
      </a>
      <button
        type="button"
        class="button primary"
        onClick={() => {
          const now = performance.now()
          // A thumb that trembles would count a whole group twice; one person after the other may come
          // as quickly as they like.
          if (last.people > 1 && now - tapped.current < DOUBLE_MS) return
          tapped.current = now
          void tell(addOneMore(last.fields), summary(last, catalogue))
        }}
      >
        {t('home.once_more', { n: formatNumber(last.people) })}
      </button>
    </section>
  )
}

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
