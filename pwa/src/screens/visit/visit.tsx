import { useState } from 'preact/hooks'
import { Field } from '../../components/field'
import { Page } from '../../components/page'
import { t, type Word } from '../../i18n'
import { formatShortDay, inVietnam, shiftDay } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import { type Catalogue, catalogue, type SessionView, useLive } from '../../queries'
import {
  appointments,
  comesBack,
  dueOf,
  LOOKED_BACK,
  readVisit,
  spelledVisit,
  visitCode,
  visits,
} from '../../queries/visits'
import { labelOf, nameOfSession } from '../labels'
import { SessionLine } from '../shared/session-line'

/** Finds the visit whose code stands on a citizen's slip of paper. */
export function FindVisit() {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const code = readVisit(typed)
  return (
    <Page title={t('screen.name.visit')} back="/sent">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault()
          setWrong(code === null)
        }}
      >
        <Field
          label={t('visit.label')}
          hint={t('visit.hint')}
          value={typed}
          onInput={(text) => {
            setTyped(text)
            setWrong(false)
          }}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          wrong={wrong ? t('visit.wrong') : undefined}
        />
        <button type="submit" class="button primary" disabled={!typed.trim()}>
          {t('visit.find')}
        </button>
      </form>
      {code ? <Found code={code} /> : <Appointments />}
    </Page>
  )
}

/** Who is waited for, without a name: today's first, then those who did not come, then those to come. */
function Appointments() {
  const today = inVietnam(Date.now()).day
  const known = useLive(catalogue())
  const all = useLive(appointments(shiftDay(today, -LOOKED_BACK), today))
  if (!known || !all) return null
  const of = (fits: (due: string) => boolean) => all.filter((one) => fits(dueOf(one)))
  const parts: [Word, SessionView[]][] = [
    ['visit.today', of((due) => due === today)],
    ['visit.late', of((due) => due < today)],
    ['visit.ahead', of((due) => due > today)],
  ]
  return (
    <>
      {parts.map(
        ([name, sessions]) =>
          (sessions.length > 0 || name === 'visit.today') && (
            <section class="stack tight" key={name}>
              <h2>{t(name)}</h2>
              {sessions.length === 0 ? (
                <p class="empty">{t('visit.today.none')}</p>
              ) : (
                <ul class="lines">
                  {sessions.map((session) => (
                    <li key={session.id}>
                      <Appointment session={session} catalogue={known} />
                    </li>
                  ))}
                </ul>
              )}
            </section>
          ),
      )}
    </>
  )
}

function Appointment({ session, catalogue }: { session: SessionView; catalogue: Catalogue }) {
  const place = session.placeName ?? labelOf(catalogue, 'place_kind', session.placeKind)
  return (
    <a class="line" href={`/session/${session.id}?from=visit`}>
      <span class="spread">
        <span class="number">{formatDay(dueOf(session))}</span>
        <span class="tag number">{spelledVisit(visitCode(session.id))}</span>
      </span>
      <span class="name">{nameOfSession(leftOf(session), catalogue)}</span>
      <span class="soft small">
        {`${t('visit.from', { day: formatShortDay(session.day) })} · ${place}`}
      </span>
    </a>
  )
}

/** As soon as the code is whole, without another tap. */
function Found({ code }: { code: string }) {
  const known = useLive(catalogue())
  const found = useLive(visits(code))
  if (!known || !found) return null
  return (
    <section class="stack" role="status">
      {found.length === 0 && <p class="empty">{t('visit.none')}</p>}
      {found.length > 0 && (
        <ul class="lines">
          {found.map((session) => (
            <li key={session.id}>
              <SessionLine session={session} catalogue={known} from="visit" />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The session with what is still to be done of it: that is what one gets ready for. */
function leftOf(session: SessionView): SessionView {
  const services = session.services.filter(comesBack)
  return services.length > 0 ? { ...session, services } : session
}
