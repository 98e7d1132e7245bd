import { useState } from 'preact/hooks'
import type { Wire } from '../../../api/wire'
import { t, type Word } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import type { Confirming } from '../../lead/invitations/confirming'
import { AnswerForm } from './answer-form'
import { EraseForm } from './erase-form'

interface Props {
  row: Wire['DataRequest']
  confirmed: Confirming
}

/** Who asks for what, until when it is answered, and what can be done about it. */
export function RequestCard({ row, confirmed }: Props) {
  const { wish, member, teams, text, received, answer_by, overdue } = row
  const days = [
    t('data_requests.received', { day: formatDay(received) }),
    !row.outcome && t('data_requests.answer_by', { day: formatDay(answer_by) }),
    row.entered_by && t('data_requests.entered_by', { name: row.entered_by }),
  ]
  return (
    <>
      <div class="spread">
        <h2>{member.name}</h2>
        {overdue && <span class="tag attention">{t('data_requests.overdue')}</span>}
      </div>
      <p>
        <strong>{t(`data_requests.wish.${wish}` as Word)}</strong>
        {' · '}
        <span class="number">{days.filter(Boolean).join(', ')}</span>
      </p>
      {text && <p>{t('data_requests.wrote', { text })}</p>}
      <p class="row no-print">
        {teams.map(({ id, name }) => (
          <a class="link" key={id} href={`/desk/team/${id}`}>
            {name}
          </a>
        ))}
      </p>
      {row.outcome ? <Answered row={row} /> : <Acts row={row} confirmed={confirmed} />}
    </>
  )
}

function Answered({ row }: { row: Wire['DataRequest'] }) {
  const day = row.answered ? formatDay(row.answered) : ''
  return (
    <p>
      {t(`data_requests.answered.${row.outcome}` as Word, { day })}
      {row.answer && `. ${t('data_requests.said', { text: row.answer })}`}
    </p>
  )
}

type Act = 'done' | 'refused' | 'erase'

function Acts({ row, confirmed }: Props) {
  const [act, setAct] = useState<Act | null>(null)
  const { id, member, wish } = row
  const close = () => setAct(null)
  if (act === 'erase')
    return <EraseForm member={member} shown={[]} confirmed={confirmed} onClose={close} />
  if (act) return <AnswerForm id={id} name={member.name} outcome={act} onClose={close} />
  const erases = wish !== 'correct'
  return (
    <>
      {!erases && <p class="soft">{t('data_requests.correct.how')}</p>}
      <div class="row no-print">
        {erases && (
          <button type="button" class="button danger" onClick={() => setAct('erase')}>
            {t('data_requests.erase')}
          </button>
        )}
        {!erases && (
          <button type="button" class="button primary" onClick={() => setAct('done')}>
            {t('data_requests.done')}
          </button>
        )}
        <button type="button" class="button" onClick={() => setAct('refused')}>
          {t('data_requests.refuse')}
        </button>
      </div>
    </>
  )
}
