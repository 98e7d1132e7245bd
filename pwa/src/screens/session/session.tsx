import { Page } from '../../components/page'
import { t } from '../../i18n'
import { catalogue, useLive } from '../../queries'
import { sessionView } from '../../queries/session'
import { cameFrom } from '../frame'
import type { ScreenProps } from '../route'
import { EditSession } from './edit'
import { SessionState } from './session-state'
import { Summary } from './summary'
import { VisitCode } from './visit-code'

/** One session: where it stands, what to do if something is to be mended, and its form. */
export function Session({ params }: ScreenProps) {
  const known = useLive(catalogue())
  const session = useLive(sessionView(params.id ?? ''))
  const back = cameFrom()
  if (!known || session === undefined) return null
  if (session === null) {
    return (
      <Page title={t('screen.name.session')} back={back}>
        <p class="empty">{t('session.unknown')}</p>
      </Page>
    )
  }
  return (
    <Page title={t('screen.name.session')} back={back}>
      {typeof session.fields.continues === 'string' && (
        <p class="card calm">
          <a class="link" href={`/session/${session.fields.continues}`}>
            {t('field.continues')}
          </a>
        </p>
      )}
      <VisitCode session={session} />
      <SessionState session={session} catalogue={known} />
      {session.editable && session.status === 'live' ? (
        <EditSession session={session} catalogue={known} />
      ) : (
        <Summary session={session} catalogue={known} />
      )}
    </Page>
  )
}
