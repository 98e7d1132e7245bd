import '../../../styles/desk.css'
import './words'
import { useState } from 'preact/hooks'
import { t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { type Catalogue, draft, useLive } from '../../../queries'
import { labelOf } from '../../labels'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { WholeSession } from '../../lead/api-types'
import { formatValue } from '../../lead/format-value'
import { forms } from '../../lead/forms/form-names'
import { useDeskKey } from '../../lead/forms/persisted-form'
import { useSignedIn } from '../../lead/signed-in'
import { clearForm } from '../../log/saving'
import type { ScreenProps } from '../../route'
import { address } from '../../router'
import { formatSessionTime } from '../../shared/session-time'
import { DeskPage } from '../shared/desk-page'
import { useCatalogue } from '../shared/use-catalogue'
import { CorrectSession, RestoreSession } from './correct-session'
import { History } from './history'

/** One session as the server has it, and everything that has happened to it. */
export function DeskSession({ params }: ScreenProps) {
  const id = params.id ?? ''
  const known = useCatalogue()
  const answer = useQuery('/api/help-sessions/{session_id}', { session_id: id })
  const session = answer.body
  const list = listOf(address.value.query.get('list'), id)
  const mayCorrect = useSignedIn()?.role === 'coordinator'
  if (!known) return null
  return (
    <DeskPage
      paper={{
        shown: answer.path,
        whose: session?.team.name,
      }}
      title={t('screen.name.desk_session')}
      back={list ?? (session ? dayOfTeam(session) : '/desk/sessions')}
      under={
        session && (
          <p class="soft number">{`${formatDay(session.day)} ${formatSessionTime(session)}`}</p>
        )
      }
    >
      <ServerAnswer answer={answer}>
        {(whole) => (
          <div class="grid">
            <Facts session={whole} catalogue={known} mayCorrect={mayCorrect} />
            <History session={whole} catalogue={known} />
          </div>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

/** The list that the session was opened from, at its line. */
const listOf = (query: string | null, id: string): string | null =>
  query?.startsWith('?') ? `/desk/sessions${query}#${id}` : null

const dayOfTeam = ({ team, day }: WholeSession): string =>
  `/desk/sessions?team=${team.id}&from=${day}&to=${day}`

interface FactsProps {
  session: WholeSession
  catalogue: Catalogue
  mayCorrect: boolean
}

function Facts({ session, catalogue: known, mayCorrect }: FactsProps) {
  const [correcting, setCorrecting] = useState(false)
  const key = useDeskKey(forms.session(session.id)) ?? ''
  const begun = useLive(draft(key))
  if (mayCorrect && (correcting || begun)) {
    const close = () => {
      setCorrecting(false)
      clearForm(key)
    }
    return <CorrectSession kept={key} session={session} catalogue={known} onClose={close} />
  }
  const place = labelOf(known, 'place_kind', session.place_kind)
  const definitions: [string, string][] = [
    [t('record.team'), session.team.name],
    [t('record.author'), session.author?.name ?? ''],
    [
      t('log.people'),
      t('log.people_n', { n: session.people }) +
        (session.repeats ? ` (${t('sessions.again')})` : ''),
    ],
    ...session.services.map((line): [string, string] => [
      labelOf(known, 'service', line.code),
      formatValue('services', line, known),
    ]),
    [t('log.place'), session.place_name ? `${place} · ${session.place_name}` : place],
    [t('log.age_band'), labelOf(known, 'age_band', session.age_band)],
    [t('field.companions'), session.companions.map((who) => who.name).join(', ')],
    [t('field.due'), session.due ? formatDay(session.due) : ''],
    [t('log.note'), session.note ?? ''],
    [t('record.received'), formatInstant(session.received_at)],
  ]
  return (
    <section class="card">
      <p>
        <span class={session.state === 'counted' ? 'tag good' : 'tag attention'}>
          {t(`record.state.${session.state}` as Word)}
        </span>
      </p>
      <dl class="definitions stack">
        {definitions
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {mayCorrect && session.state !== 'awaiting_approval' && (
        <p class="no-print">
          {session.status === 'void' ? (
            <RestoreSession session={session} />
          ) : (
            <button type="button" class="button" onClick={() => setCorrecting(true)}>
              {t('record.correct')}
            </button>
          )}
        </p>
      )}
    </section>
  )
}
