import { useState } from 'preact/hooks'
import { addOneMore } from '../../actions/help-session'
import type { Catalogue, Today } from '../../queries'
import { t } from '../../words'
import { formatNumber } from '../../words/format'
import { labelOf } from '../labels'
import { sayNotSaved, saySaved, summary } from '../log/say'

interface Props {
  day: Today
  catalogue: Catalogue
}

/** The session just logged, and the same once more at one tap. */
export function Again({ day, catalogue }: Props) {
  const [busy, setBusy] = useState(false)
  const last = day.sessions.find((session) => session.mine && session.status === 'live')
  if (!last) return null
  const more = async () => {
    setBusy(true)
    const saved = await addOneMore(last.id)
    setBusy(false)
    if (saved.ok) saySaved(saved.id, summary(last, catalogue))
    else void sayNotSaved(saved)
  }
  const [first] = last.services
  return (
    <section class="again" aria-label={t('home.last')}>
      <a href={`/session/${last.id}`}>
        <span class="soft small">
          {`${last.start} · ${t('log.people_n', { n: formatNumber(last.people) })}`}
        </span>
        <b>{first ? labelOf(catalogue, 'service', first.code) : ''}</b>
      </a>
      <button type="button" class="button primary" disabled={busy} onClick={more}>
        {t('home.once_more')}
      </button>
    </section>
  )
}
