import { useState } from 'preact/hooks'
import { correctSession, setSessionStatus } from '../../../actions/desk/correct-session'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import { useQuery } from '../../lead/answer'
import type { WholeSession } from '../../lead/api-types'
import { teammatesOf } from '../../lead/review/companions'
import { todayHere } from '../../lead/today'
import type { Draft } from '../../log/draft'
import { EditForm } from '../../session/edit'
import { ReasonSheet } from '../../session/reason-sheet'

interface Props {
  /** Under which key the form is kept until it is saved. */
  kept: string
  session: WholeSession
  catalogue: Catalogue
  onClose: () => void
}

/** A coordinator mends what stands in a session, or takes it out of the count; never without why. */
export function CorrectSession({ kept, session, catalogue, onClose }: Props) {
  const team = useQuery('/api/teams/{team_id}', { team_id: session.team.id })
  const close = (said: string) => {
    showSnackbar(said)
    onClose()
  }
  return (
    <section class="card roomy" aria-label={t('record.correct')}>
      <EditForm
        kept={kept}
        read={session}
        stands={draftOfRow(session)}
        whose={{ team: session.team.id, author: session.author?.id ?? null }}
        asks={session.author?.name ?? t('session.someone')}
        catalogue={catalogue}
        around={{
          teammates: teammatesOf(session, team.body, todayHere()),
          place: session.place
            ? {
                id: session.place,
                name: session.place_name ?? t('record.place'),
                placeKind: session.place_kind,
              }
            : null,
        }}
        save={(form, seen, why = '') => correctSession(session.id, form, seen, why)}
        onSaved={(goesOn) => (goesOn ? showSnackbar(t('form.saved')) : close(t('form.saved')))}
        cancel={(why = '') => setSessionStatus(session.id, 'void', why)}
        onCanceled={() => close(t('session.voided'))}
      />
      <p>
        <button type="button" class="button plain" onClick={onClose}>
          {t('do.close')}
        </button>
      </p>
    </section>
  )
}

/** Takes a session back into the count. */
export function RestoreSession({ session }: { session: WholeSession }) {
  const [asking, setAsking] = useState(false)
  const { busy, once } = useOnce()
  const [reason, setReason] = useState<string>()
  const restore = async (why: string) => {
    setAsking(false)
    setReason(why)
    const answer = await setSessionStatus(session.id, 'live', why)
    showSnackbar(answer.ok ? t('log.brought_back') : problem(answer.problem))
  }
  return (
    <>
      <button type="button" class="button" disabled={busy} onClick={() => setAsking(true)}>
        {t('session.restore')}
      </button>
      {asking && (
        <ReasonSheet
          question={t('why.restore', { name: session.author?.name ?? t('session.someone') })}
          yes={t('session.restore')}
          begins={reason}
          onYes={(why) => once(() => restore(why))}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}

function draftOfRow(session: WholeSession): Draft {
  return {
    day: session.day,
    stood: session.day,
    start: session.start,
    end: session.end ?? null,
    people: session.people,
    placeKind: session.place_kind,
    place: session.place,
    ageBand: session.age_band,
    companions: session.companions.map((who) => who.id).sort(),
    services: session.services,
    note: session.note ?? '',
    due: session.due,
  }
}
