import { t, type Word } from '../../../i18n'
import { formatInstant } from '../../../i18n/format'
import type { Catalogue } from '../../../queries'
import type { Happened, WholeSession } from '../../lead/api-types'
import { formatField, formatValue } from '../../lead/format-value'

interface Props {
  session: WholeSession
  catalogue: Catalogue
}

/** Every change of a session, the latest last: who, when, what it was and what it became. */
export function History({ session, catalogue }: Props) {
  const names = new Map(session.companions.map((who) => [who.id, who.name]))
  return (
    <section class="card">
      <h2>{t('record.history')}</h2>
      <ol class="stack">
        {session.history.map((change) => (
          <li key={change.change} class="happened">
            <p>
              <b>{change.author_name ?? t('record.server')}</b>{' '}
              {t(`record.op.${change.op}` as Word)}{' '}
              <span class="soft small number">{formatInstant(change.at)}</span>{' '}
              {change.verdict !== 'applied' && (
                <span class="tag attention">{t(`record.verdict.${change.verdict}` as Word)}</span>
              )}
            </p>
            {change.why && <p>{t('why.said', { why: change.why })}</p>}
            {isEdit(change) && <Edited change={change} catalogue={catalogue} names={names} />}
          </li>
        ))}
      </ol>
    </section>
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
