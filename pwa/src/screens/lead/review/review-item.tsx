import { useState } from 'preact/hooks'
import { accept, takeBack } from '../../../actions/lead/accept-item'
import { type Decision, settle, settleWithEdit } from '../../../actions/lead/desk'
import type { Outcome } from '../../../actions/outcome'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { type Catalogue, useLive } from '../../../queries'
import { names as namesHere } from '../../../queries/lead/names'
import { whyNotSaved } from '../../log/messages'
import type { ReviewRow } from '../api-types'
import { formatField, formatValue } from '../format-value'
import { todayHere } from '../today'
import { RefuseReason } from './refuse-reason'
import { canBeAccepted, type LateValue, lateValues, linesOf, titleOf, whyNot } from './review-body'
import { EditAtDesk, EditHere } from './review-edit'
import { begin } from './review-form'

interface Props {
  row: ReviewRow
  catalogue: Catalogue
  /** It is sent in a moment, and can be taken back until then. */
  isAccepted: boolean
  /** Where a session opens: at the desk, or on the lead's own phone. */
  open?: (session: string) => string
  onSettled: () => void
}

const SAID = {
  accept: 'review.accepted',
  refuse: 'review.refused',
  mend_day: 'review.mended',
} as const

const atDesk = (session: string) => `/desk/session/${session}`

/** One thing to settle: what stands, what is wanted instead, by whom and when. */
export function ReviewItem({ row, catalogue, isAccepted, open = atDesk, onSettled }: Props) {
  // Of whom and where a change speaks by id the phone may know, that of the lead always.
  const names = useLive(namesHere())
  const [refusing, setRefusing] = useState(false)
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState(false)
  const { busy, once } = useOnce()
  const day = row.fits && formatDay(row.fits)
  const late = lateValues(row)
  const decide = async (decision: Decision, reason?: string) => {
    setRefusing(false)
    tell(decision, await settle(row.id, decision, reason))
  }
  const tell = (decision: Decision, answer: Outcome) => {
    showSnackbar(answer.ok ? t(SAID[decision], { day: day ?? '' }) : problem(whyNot(answer)))
    onSettled()
  }
  const acceptSoon = () =>
    void accept(row.id).then((answer) => (answer ? tell('accept', answer) : onSettled()))
  const form = begin(row, todayHere())
  const edit = async (own: Record<string, unknown>, reason: string) => {
    const answer = await settleWithEdit(row.id, own, reason)
    showSnackbar(
      answer.ok ? t('review.edited') : await whyNotSaved({ ...answer, problem: whyNot(answer) }),
    )
    // What the rules refuse can be put right in the same form.
    if (answer.ok || answer.problem !== 'invalid_shape') onSettled()
  }
  const Edit = open === atDesk ? EditAtDesk : EditHere
  return (
    <li class="card">
      <h2>
        {late.map(({ field }) => formatField(field, catalogue)).join(' · ') || t(titleOf(row))}
      </h2>
      <p class="soft small number">
        {t('review.made', {
          name: row.author?.name ?? t('session.someone'),
          team: row.team?.name ?? '',
          when: formatInstant(row.at ?? row.received_at),
        })}
      </p>
      <p>
        {row.code
          ? t('review.says', { sentence: problem(row.code) })
          : t(`review.kind.${row.kind}` as Word)}
      </p>
      {late.map((value) => (
        <section key={value.field}>
          {late.length > 1 && <h3 class="small">{formatField(value.field, catalogue)}</h3>}
          <Both row={row} value={value} catalogue={catalogue} names={names} />
        </section>
      ))}
      {row.corrected && (
        <p class="soft small">
          {t(row.corrected.why ? 'review.corrected.why' : 'review.corrected', {
            name: row.corrected.name ?? t('session.someone'),
            why: row.corrected.why ?? '',
          })}
        </p>
      )}
      {late.length === 0 && <Body body={row.body} catalogue={catalogue} names={names} />}
      {row.holder && (
        <p>
          {t('review.holder', {
            name: row.holder.author?.name ?? t('session.someone'),
            team: row.holder.team?.name ?? '',
          })}
        </p>
      )}
      {row.record && isThere(row) && (
        <a class="link" href={open(row.record)}>
          {t('review.open')}
        </a>
      )}
      {!canBeAccepted(row) && <p class="soft">{t(whyNotAsItIs(row, form !== null))}</p>}
      {day && <p>{t('review.fits', { day })}</p>}
      {isAccepted ? (
        <div class="row" role="status">
          <p>{t('review.accepting')}</p>
          <button type="button" class="button" onClick={() => takeBack(row.id)}>
            {t('do.undo')}
          </button>
        </div>
      ) : editing && form ? (
        <Edit
          row={row}
          form={form}
          catalogue={catalogue}
          names={names}
          busy={busy}
          onEdit={(own, reason) => once(() => edit(own, reason))}
          onClose={() => setEditing(false)}
        />
      ) : (
        <div class="row">
          {day && (
            <button
              type="button"
              class="button primary"
              disabled={busy}
              onClick={() => once(() => decide('mend_day'))}
            >
              {t('review.mend_day', { day })}
            </button>
          )}
          {canBeAccepted(row) && (
            <button
              type="button"
              class={day ? 'button' : 'button primary'}
              disabled={busy}
              onClick={() => (row.code ? setAsking(true) : acceptSoon())}
            >
              {t(day ? 'review.keep_day' : 'review.accept')}
            </button>
          )}
          {form && (
            <button
              type="button"
              class={canBeAccepted(row) ? 'button' : 'button primary'}
              disabled={busy}
              onClick={() => setEditing(true)}
            >
              {t('review.edit')}
            </button>
          )}
          <button type="button" class="button" disabled={busy} onClick={() => setRefusing(true)}>
            {t('review.refuse')}
          </button>
        </div>
      )}
      {asking && row.code && (
        <Confirm
          question={t('review.accept.question')}
          detail={t('review.accept.detail', { why: t(titleOf(row)) })}
          yes={t('review.accept.yes')}
          onYes={() => {
            setAsking(false)
            acceptSoon()
          }}
          onNo={() => setAsking(false)}
        />
      )}
      {refusing && (
        <RefuseReason
          onRefuse={(reason) => once(() => decide('refuse', reason))}
          onClose={() => setRefusing(false)}
        />
      )}
    </li>
  )
}

/** What can be done with what cannot be taken in as it came. */
function whyNotAsItIs({ kind }: ReviewRow, canBeEdited: boolean): Word {
  if (kind === 'held') return 'review.only_refuse.held'
  return canBeEdited ? 'review.only_edit' : 'review.only_refuse'
}

/** A new record that was not taken in has no page yet. */
function isThere(row: ReviewRow): boolean {
  const isEdit = (row.body as { op?: string } | null)?.op === 'edit'
  return row.kind === 'proposal' || row.fits !== null || isEdit
}

interface NoteProps {
  catalogue: Catalogue
  names: ReadonlyMap<string, string> | undefined
}

function Both({ row, value, catalogue, names }: NoteProps & { row: ReviewRow; value: LateValue }) {
  const name = row.author?.name ?? t('session.someone')
  const { field, current, proposed } = value
  return (
    <dl class="versus">
      <div>
        <dt>{t('review.current')}</dt>
        <dd>{formatValue(field, current, catalogue, names)}</dd>
      </div>
      <div class="offered">
        <dt>{t('review.proposed', { name })}</dt>
        <dd>{formatValue(field, proposed, catalogue, names)}</dd>
      </div>
    </dl>
  )
}

function Body({ body, catalogue, names }: NoteProps & { body: unknown }) {
  const lines = linesOf(body, catalogue, names)
  if (lines.length === 0) return null
  return (
    <div class="came">
      <h3>{t('review.body')}</h3>
      <ul class="small">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
