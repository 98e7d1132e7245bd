import { useEffect, useState } from 'preact/hooks'
import { readCorrections, restoreHelpSession, withdrawEdit } from '../../actions/edit-session'
import { acknowledge } from '../../actions/phone'
import { useOnce } from '../../components/once'
import { showSnackbar } from '../../components/snackbar'
import { problem, t, type Word } from '../../i18n'
import { formatDay } from '../../i18n/format'
import { PRACTICE } from '../../practice'
import { type Catalogue, mayAct, me, type SessionView, type Trouble, useLive } from '../../queries'
import { showNotSaved } from '../log/messages'
import { describeCorrection } from '../shared/describe-correction'
import { WhereTag } from '../shared/session-line'
import { formatSessionTime } from '../shared/session-time'
import { ReasonSheet } from './reason-sheet'
import { Facts, fieldName } from './summary'

interface Props {
  session: SessionView
  catalogue: Catalogue
}

/** Where the session is now, in a sentence; and if a person must act, why and how. */
export function SessionState({ session, catalogue }: Props) {
  const [asking, setAsking] = useState(false)
  const { busy, once } = useOnce()
  const restore = async (why?: string) => {
    setAsking(false)
    const answer = await restoreHelpSession(session.id, why)
    if (answer.ok) showSnackbar(t('log.brought_back'))
    else void showNotSaved(answer)
  }
  const people = useLive(me())?.people ?? []
  const author = people.find(
    ({ member, team }) => member === session.author && team === session.team,
  )
  const stays = session.where === 'here' && author && !mayAct(author)
  const key = session.state === 'awaiting_approval' ? 'awaiting' : session.where
  const told = stays ? 'home.not_taken' : (`session.where.${key}` as Word)
  return (
    <>
      <section class="card">
        <div class="row">
          <WhereTag where={session.where} to={session.handedTo} state={session.state} />
          {session.status === 'void' && <span class="tag">{t('session.void')}</span>}
          <span class="soft small">
            {[`${formatDay(session.day)} ${formatSessionTime(session.fields)}`, session.authorName]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
        <p>{t(PRACTICE ? 'practice.text' : told)}</p>
        <Corrected session={session} />
        {session.status === 'void' && session.editable && (
          <p>
            <button
              type="button"
              class="button"
              disabled={busy}
              onClick={() => (asksWhy(session) ? setAsking(true) : once(() => restore()))}
            >
              {t('session.restore')}
            </button>
          </p>
        )}
      </section>
      {asking && (
        <ReasonSheet
          question={
            session.mine
              ? t('why.restore.own')
              : t('why.restore', { name: session.authorName ?? t('session.someone') })
          }
          {...(session.mine && { hint: t('why.hint.lead') })}
          yes={t('session.restore')}
          onYes={(why) => once(() => restore(why))}
          onNo={() => setAsking(false)}
        />
      )}
      {session.problem && <Why trouble={session.problem} session={session} catalogue={catalogue} />}
    </>
  )
}

/** Somebody else than its author changed it last; the author reads by whom and why. */
function Corrected({ session }: { session: SessionView }) {
  const said = describeCorrection(session)
  // what is read here is no news on the first screen
  useEffect(() => {
    if (said) void readCorrections([session.id])
  }, [said, session.id])
  return said ? <p>{said}</p> : null
}

/** Somebody else has a say in it: the session is another's, or another voided it. */
const asksWhy = ({ mine, corrected }: SessionView) => !mine || (corrected && !corrected.own)

interface WhyProps extends Props {
  trouble: Trouble
}

function Why({ trouble: { code, sent, canDismiss }, session, catalogue }: WhyProps) {
  const { busy, once } = useOnce()
  const set = sent?.set ?? {}
  const isConflict = sent?.verdict === 'conflict'
  // What went in is shown as it stands, and what the server does not have as it was recorded.
  const isEdit = session.state && sent?.op === 'edit' && sent.verdict !== 'applied'
  const names = isEdit && !isConflict ? Object.keys(set) : (sent?.fields ?? [])
  const reason = sent?.settled?.reason
  const withdraw = async () => {
    const answer = await withdrawEdit(session.id, set)
    if (!answer.ok) void showNotSaved(answer)
  }
  return (
    <section class="card look">
      <h2>{t('session.why')}</h2>
      <p>{problem(code)}</p>
      {reason && <p>{t('session.reason', { reason })}</p>}
      {isEdit ? (
        <>
          <p>{t('session.edited')}</p>
          <Facts of={set} whose={session} names={names} catalogue={catalogue} />
        </>
      ) : (
        names.length > 0 && (
          <p class="small">
            {t('session.fields', {
              fields: names.map((field) => fieldName(field, catalogue)).join(', '),
            })}
          </p>
        )
      )}
      {!canDismiss && session.editable && session.status === 'live' && <p>{t('session.todo')}</p>}
      {(canDismiss || (isEdit && session.editable && !isConflict)) && (
        <p>
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => once(canDismiss ? () => acknowledge(sent?.id ?? '') : withdraw)}
          >
            {t(canDismiss ? 'session.understood' : 'session.withdraw')}
          </button>
        </p>
      )}
    </section>
  )
}
