import { readCorrections } from '../../actions/edit-session'
import { t } from '../../i18n'
import { type SessionView, useLive } from '../../queries'
import { corrections } from '../../queries/corrections'
import { describeCorrection } from '../shared/describe-correction'

/** Own sessions that somebody changed or voided, and what came back; until it has been read. */
export function Corrections() {
  const found = useLive(corrections())
  return (
    <>
      <CorrectedList title={t('news.own')} sessions={found?.own ?? []} />
      <CorrectedList title={t('news.taken_back')} sessions={found?.takenBack ?? []} from="team" />
    </>
  )
}

interface Props {
  title: string
  sessions: SessionView[]
  from?: 'team'
}

function CorrectedList({ title, sessions, from }: Props) {
  if (sessions.length === 0) return null
  return (
    <section class="card look">
      <h2>{title}</h2>
      <ul class="stack">
        {sessions.map((session) => (
          <li key={session.id}>
            <p>{describeCorrection(session, 'when')}</p>
            <a class="link" href={`/session/${session.id}${from ? `?from=${from}` : ''}`}>
              {t('review.open')}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <button
          type="button"
          class="button"
          onClick={() => readCorrections(sessions.map((session) => session.id))}
        >
          {t('own_team.newcomer.seen')}
        </button>
      </p>
    </section>
  )
}
