import { useState } from 'preact/hooks'
import { applyUpdate, dismissInstall, installApp } from '../../actions/app'
import { environment, lost, type Me, syncState, useLive } from '../../queries'
import { t } from '../../words'
import { formatInstant } from '../../words/format'
import { Late } from './late'

const loss = async () => (await import('./away')).Lost
const notTaken = async () => (await import('./away')).NotTaken

const DAY = 86_400_000

/** What a person should know before logging: calm, short, and never in the way of the tiles. */
export function Cards({ person }: { person: Me }) {
  const state = useLive(syncState())
  const gone = useLive(lost())
  return (
    <>
      {gone && <Late load={loss} props={{ gone }} />}
      {person.state === 'unjoined' && (
        <Away name="unjoined" note={gone ? null : t('home.unjoined.gone')} />
      )}
      {person.state === 'signed_out' && <Away name="signed_out" />}
      {person.state === 'revoked' && <Away name="revoked" />}
      {person.state === 'waiting' && <Waiting phrase={person.current?.phrase ?? null} />}
      {(person.state === 'refused' || person.state === 'ended' || person.state === 'unknown') && (
        <Late load={notTaken} props={{ name: person.state, person }} />
      )}
      {state?.oldest && Date.now() - Date.parse(state.oldest) > DAY && (
        <p class="card look">{t('home.old', { when: formatInstant(state.oldest) })}</p>
      )}
      <AppCard upgrade={state?.upgrade ?? false} person={person} />
    </>
  )
}

interface AwayProps {
  name: 'unjoined' | 'signed_out' | 'revoked'
  note?: string | null
}

function Away({ name, note }: AwayProps) {
  return (
    <section class="card quiet">
      <h2>{t(`home.${name}.title`)}</h2>
      <p>{t(`home.${name}.text`)}</p>
      {note && <p class="soft small">{note}</p>}
      <p>
        <a class="button" href="/j">
          {t('do.join')}
        </a>
      </p>
    </section>
  )
}

function Waiting({ phrase }: { phrase: string | null }) {
  return (
    <section class="card calm">
      <h2>{t('home.waiting.title')}</h2>
      {phrase && <p class="phrase">{phrase}</p>}
      <p>{t('home.waiting.text')}</p>
    </section>
  )
}

/** A new version comes before the offer to install; neither comes twice while put off. */
function AppCard({ upgrade, person }: { upgrade: boolean; person: Me }) {
  const { updateReady, canInstall } = environment().value
  const [later, setLater] = useState(false)
  if (updateReady && !later) {
    return (
      <section class="card calm">
        <p>{t('home.update')}</p>
        <div class="row">
          <button type="button" class="button primary" onClick={() => applyUpdate()}>
            {t('home.update.take')}
          </button>
          <button type="button" class="button plain" onClick={() => setLater(true)}>
            {t('do.later')}
          </button>
        </div>
      </section>
    )
  }
  if (upgrade) return <p class="card calm">{t('home.upgrade')}</p>
  if (!canInstall || person.installDismissedAt || person.state === 'unjoined') return null
  return (
    <section class="card calm">
      <p>{t('home.install')}</p>
      <div class="row">
        <button type="button" class="button primary" onClick={() => installApp()}>
          {t('home.install.take')}
        </button>
        <button type="button" class="button plain" onClick={() => dismissInstall()}>
          {t('do.later')}
        </button>
      </div>
    </section>
  )
}
