import { useState } from 'preact/hooks'
import { t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import type { Catalogue } from '../../../queries'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { Happened, WholeSession } from '../../lead/api-types'
import { formatField, formatValue } from '../../lead/format-value'

interface Props {
  session: WholeSession
  catalogue: Catalogue
}

/** The changes of a session, the latest last: who, when, what it was and what it became. */
export function History(props: Props) {
  return (
    <section class="card">
      <h2>{t('record.history')}</h2>
      <Changes {...props} />
    </section>
  )
}

/** A page of changes, with the way to the page of earlier ones above it. */
function Changes({ session, catalogue }: Props) {
  const [opened, setOpened] = useState(false)
  const names = new Map(session.companions.map((who) => [who.id, who.name]))
  return (
    <>
      {session.next && opened && (
        <Earlier id={session.id} after={session.next} catalogue={catalogue} />
      )}
      {session.next && !opened && (
        <>
          <p class="print-only small">{t('record.history_goes_back')}</p>
          <p class="no-print">
            <button type="button" class="button" onClick={() => setOpened(true)}>
              {t('record.show_older')}
            </button>
          </p>
        </>
      )}
      <ol class="stack">
        {session.history.map((change) => (
          <li key={change.change} class="happened">
            <p>
              <b>{change.author_name ?? t('record.server')}</b>{' '}
              {t(`record.op.${change.op}` as Word)}{' '}
              <span class="soft small number">{formatInstant(change.at)}</span>{' '}
              {isOpen(change) && (
                <span class="tag attention">{t(`record.verdict.${change.verdict}` as Word)}</span>
              )}
            </p>
            {change.why && <p>{t('why.said', { why: change.why })}</p>}
            {isEdit(change) && <Edited change={change} catalogue={catalogue} names={names} />}
            <Settled change={change} catalogue={catalogue} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** Whether its verdict is to be told: one that waited for a person says how that ended instead. */
const isOpen = ({ verdict, waits }: Happened) =>
  verdict !== 'applied' && !(ASKS.has(verdict) && waits === false)
const ASKS: ReadonlySet<string> = new Set(['conflict', 'review'])

/** Who settled what waited of a change, and how. */
function Settled({ change, catalogue }: Pick<EditedProps, 'change' | 'catalogue'>) {
  const settled = change.settled ?? []
  if (settled.length === 0) return null
  return (
    <ul class="small">
      {settled.map(({ field, outcome, by_name, at }) => {
        const how = t(`record.settled.${outcome}` as Word, { name: by_name ?? t('record.server') })
        return (
          <li key={field}>
            {field ? t('record.set', { field: formatField(field, catalogue), to: how }) : how}{' '}
            {at && <span class="soft number">{formatInstant(at)}</span>}
          </li>
        )
      })}
    </ul>
  )
}

interface EarlierProps {
  id: string
  after: string
  catalogue: Catalogue
}

function Earlier({ id, after, catalogue }: EarlierProps) {
  const answer = useQuery('/api/help-sessions/{session_id}', { session_id: id, after })
  return (
    <ServerAnswer answer={answer}>
      {(session) => <Changes session={session} catalogue={catalogue} />}
    </ServerAnswer>
  )
}

/** What was settled tells of no values before, but for a day that was set right. */
const isEdit = ({ op, prev }: Happened) =>
  op === 'edit' || op === 'correct' || (op === 'settle' && prev !== null)

interface EditedProps {
  change: Happened
  catalogue: Catalogue
  names: ReadonlyMap<string, string>
}

function Edited({ change, catalogue, names }: EditedProps) {
  return (
    <ul class="small">
      {Object.entries(change.set ?? {}).map(([field, value]) => (
        <li key={field}>
          {t('record.was', {
            field: formatField(field, catalogue),
            from: formatValue(field, change.prev?.[field], catalogue, names),
            to: formatValue(field, value, catalogue, names),
          })}
        </li>
      ))}
    </ul>
  )
}
