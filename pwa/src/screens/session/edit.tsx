import { useState } from 'preact/hooks'
import { editHelpSession, voidHelpSession } from '../../actions/help-session'
import { say } from '../../parts/snackbar'
import { type Catalogue, draft as kept, type SessionView, useLive } from '../../queries'
import { t } from '../../words'
import { inVietnam } from '../../words/format'
import { draftOf, type Kept, onTop, toInput } from '../log/draft'
import { LogForm } from '../log/form'
import { forgetForm, isBlocked, keepForm, useDirty, whatIsMissing } from '../log/saving'
import { sayNotSaved } from '../log/say'
import { go } from '../router'
import { AskCancel, AskWhy } from './why'

interface Props {
  session: SessionView
  catalogue: Catalogue
}

/** The session's form again, with what was logged; only what has changed is sent. */
export function EditSession({ session, catalogue }: Props) {
  const key = `edit ${session.id}`
  const left = useLive(kept<Kept>(key))
  const [form, setForm] = useState<Kept | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [asking, setAsking] = useState<'save' | 'cancel' | null>(null)
  useDirty(form !== null)
  if (left === undefined) return null
  const today = inVietnam(Date.now()).day
  const stands = draftOf(session)
  const changed = form ?? left
  const draft = changed ? onTop(changed, stands) : stands
  const save = async () => {
    const missing = whatIsMissing(draft, catalogue)
    setWrong(missing)
    if (missing || isBlocked(draft, today)) return
    if (session.mine) await keep()
    else setAsking('save')
  }
  const keep = async (why?: string) => {
    setAsking(null)
    const seen = toInput(changed?.seen ?? stands)
    const answer = await editHelpSession(session.id, toInput(draft), { seen, draft: key, why })
    if (!answer.ok) return void sayNotSaved(answer.problem)
    setForm(null)
    say(t('session.saved'))
  }
  const cancel = async (why?: string) => {
    setAsking(null)
    const answer = await voidHelpSession(session.id, why)
    if (!answer.ok) return void sayNotSaved(answer.problem)
    forgetForm(key)
    say(t('session.voided'))
    go(session.mine ? '/sent' : '/team')
  }
  return (
    <>
      <LogForm
        whole
        draft={draft}
        today={today}
        wrong={wrong}
        onChange={(next) => {
          setWrong(null)
          const begun = { draft: next, seen: changed?.seen ?? stands }
          setForm(begun)
          keepForm(key, begun)
        }}
      />
      <div class="foot">
        <button type="button" class="button danger" onClick={() => setAsking('cancel')}>
          {t('session.cancel')}
        </button>
        <button
          type="button"
          class="button primary"
          disabled={!changed || isBlocked(draft, today)}
          onClick={save}
        >
          {t('session.save')}
        </button>
      </div>
      {asking === 'cancel' && (
        <AskCancel mine={session.mine} onYes={cancel} onNo={() => setAsking(null)} />
      )}
      {asking === 'save' && (
        <AskWhy
          question={t('why.edit', { name: session.authorName ?? t('session.someone') })}
          yes={t('session.save')}
          onYes={keep}
          onNo={() => setAsking(null)}
        />
      )}
    </>
  )
}
