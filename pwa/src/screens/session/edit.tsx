import { useState } from 'preact/hooks'
import { editHelpSession, voidHelpSession } from '../../actions/edit-session'
import type { HelpSessionInput } from '../../actions/help-session'
import type { Outcome } from '../../actions/outcome'
import { useOnce } from '../../components/once'
import { showSnackbar } from '../../components/snackbar'
import { t } from '../../i18n'
import { formatMonth, inVietnam } from '../../i18n/dates'
import type { Catalogue, SessionView } from '../../queries'
import type { CompanionsOf } from '../../queries/companions'
import { type Draft, draftOf, type FormContext, toInput } from '../log/draft'
import { LogForm } from '../log/form'
import { keyFor } from '../log/holder'
import { restoreSession, showNotSaved } from '../log/messages'
import { NotSaved } from '../log/not-saved'
import { isBlocked, type Missing, useDirty, whatIsMissing } from '../log/saving'
import { useHolder } from '../log/use-holder'
import { go } from '../router'
import { AskCancel, ReasonSheet } from './reason-sheet'
import { useEdited } from './use-edited'

interface Props {
  session: SessionView
  catalogue: Catalogue
}

/** The session's form again, with what was logged; only what has changed is sent. */
export function EditSession({ session, catalogue }: Props) {
  const holder = useHolder()
  if (holder === undefined) return null
  const key = keyFor(`edit ${session.id}`, holder)
  return (
    <EditForm
      key={key}
      kept={key}
      read={session.changes}
      stands={draftOf(session)}
      whose={session}
      asks={session.mine ? null : (session.authorName ?? t('session.someone'))}
      catalogue={catalogue}
      save={(form, seen, why) => editHelpSession(session.id, form, { seen, draft: key, why })}
      onSaved={() => showSnackbar(t('session.saved'))}
      cancel={(why) => voidHelpSession(session.id, why)}
      onCanceled={() => {
        // Whoever takes back a void of another's session says why, on the session's own page.
        const back = { label: t('do.bring_back'), run: () => restoreSession(session.id) }
        showSnackbar(
          t('session.voided', { start: session.start, n: session.people }),
          session.mine ? back : undefined,
        )
        go(session.mine ? '/sent' : '/team')
      }}
    />
  )
}

interface FormProps {
  /** Under which key the form is kept until it is saved. */
  kept: string
  /** Of what was read of the session: another object at each read, and the same until then. */
  read: object
  stands: Draft
  whose: CompanionsOf
  /** The author's name where the session is not one's own: then a reason is asked for. */
  asks: string | null
  catalogue: Catalogue
  around?: FormContext
  save: (form: HelpSessionInput, seen: HelpSessionInput, why?: string) => Promise<Outcome>
  /** Told whether something was put in meanwhile, which is not saved. */
  onSaved: (goesOn: boolean) => void
  cancel: (why?: string) => Promise<Outcome>
  onCanceled: () => void
}

/** What stands in a session, to be changed or taken out of the count. */
export function EditForm({ kept, read, stands, whose, asks, catalogue, ...handlers }: FormProps) {
  const edited = useEdited(kept, read, stands)
  const [missing, setMissing] = useState<Missing | null>(null)
  const [asking, setAsking] = useState<'save' | 'cancel' | null>(null)
  // What could not be sent with one of them is no reason for the other.
  const [reasons, setReasons] = useState<{ save?: string; cancel?: string }>({})
  const { busy, once } = useOnce()
  useDirty(edited?.touched ?? false)
  if (edited === null) return null
  const today = inVietnam(Date.now()).day
  const { draft, changed } = edited
  const save = async () => {
    const lacks = isBlocked(draft, today)
      ? { text: t('log.blocked') }
      : whatIsMissing(draft, catalogue, { author: whose.author, stands, told: missing })
    setMissing(lacks)
    if (lacks) return
    if (asks === null) await once(() => keep())
    else setAsking('save')
  }
  const fail = (refused: Extract<Outcome, { ok: false }>) => {
    // What was changed elsewhere is to be seen before anything is changed again.
    if (refused.problem === 'changed_meanwhile') edited.forget()
    void showNotSaved(refused)
  }
  const keep = async (why?: string) => {
    setAsking(null)
    if (why) setReasons({ save: why })
    const answer = await handlers.save(toInput(draft), toInput(edited.seen), why)
    if (!answer.ok) return fail(answer)
    setReasons({})
    handlers.onSaved(edited.saved(draft))
  }
  // One's own can be brought back as easily, but for what was changed here and not saved.
  const askOrCancel = () =>
    asks === null && !changed ? void once(() => cancel()) : setAsking('cancel')
  const cancel = async (why?: string) => {
    setAsking(null)
    if (why) setReasons({ cancel: why })
    const answer = await handlers.cancel(why)
    if (!answer.ok) return fail(answer)
    edited.forget()
    handlers.onCanceled()
  }
  return (
    <>
      <LogForm
        whole
        draft={draft}
        today={today}
        whose={whose}
        around={handlers.around}
        missing={missing}
        onChange={(next) => {
          setMissing(null)
          edited.change(next)
        }}
      />
      {monthOf(stands) < today.slice(0, 7) && (
        <p class="soft small">{t('session.closed', { month: formatMonth(monthOf(stands)) })}</p>
      )}
      {/* Not beside what is tapped to save: a second tap there would take the session out of the count. */}
      <p>
        <button type="button" class="button danger" disabled={busy} onClick={askOrCancel}>
          {t('session.cancel')}
        </button>
      </p>
      <div class="foot">
        <NotSaved missing={missing} />
        {changed && !missing && <p class="small soft">{t('session.unsaved')}</p>}
        <button type="button" class="button primary" disabled={busy || !changed} onClick={save}>
          {t('session.save')}
        </button>
      </div>
      {asking === 'cancel' && (
        <AskCancel
          mine={asks === null}
          begins={reasons.cancel}
          onYes={(why) => once(() => cancel(why))}
          onNo={() => setAsking(null)}
        />
      )}
      {asking === 'save' && (
        <ReasonSheet
          question={t('why.edit', { name: asks ?? '' })}
          yes={t('session.save')}
          begins={reasons.save}
          onYes={(why) => once(() => keep(why))}
          onNo={() => setAsking(null)}
        />
      )}
    </>
  )
}

/** Whether its figures are on paper already, this phone does not know. */
const monthOf = ({ day }: Draft): string => day.slice(0, 7)
