import '../../styles/desk.css'
import { useState } from 'preact/hooks'
import { decideEnrolment, refreshEnrolments } from '../../actions/desk'
import { Page } from '../../parts/page'
import { Confirm } from '../../parts/sheet'
import { say } from '../../parts/snackbar'
import { deskKeys } from '../../queries'
import { problem, t } from '../../words'
import { formatInstant } from '../../words/format'
import { Shown, useAnswer } from './answer'
import type { EnrolmentRow, Rows } from './answers'

/** Phones that wait to be let in: the two words on both screens must be the same. */
export function Phones() {
  const answer = useAnswer<Rows<EnrolmentRow>>(deskKeys.enrolments(), () => refreshEnrolments())
  const [asking, setAsking] = useState<EnrolmentRow | null>(null)
  const decide = async (row: EnrolmentRow, decision: 'approve' | 'refuse') => {
    setAsking(null)
    const done = await decideEnrolment(row.device, row.member.id, decision)
    const said = decision === 'approve' ? 'phones.approved' : 'phones.refused'
    say(done.ok ? t(said, { name: row.member.name }) : problem(done.problem))
    await answer.refresh()
  }
  return (
    <Page wide title={t('screen.name.phones')} under={<p class="soft">{t('phones.why')}</p>}>
      <Shown answer={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="empty">{t('phones.none')}</p>
          ) : (
            <ul class="grid">
              {rows.map((row) => (
                <Waiting
                  key={`${row.device}/${row.member.id}`}
                  row={row}
                  onApprove={() => decide(row, 'approve')}
                  onRefuse={() => setAsking(row)}
                />
              ))}
            </ul>
          )
        }
      </Shown>
      {asking && (
        <Confirm
          danger
          question={t('phones.refuse.question', { name: asking.member.name })}
          detail={t('phones.refuse.detail')}
          yes={t('phones.refuse')}
          onYes={() => decide(asking, 'refuse')}
          onNo={() => setAsking(null)}
        />
      )}
    </Page>
  )
}

interface WaitingProps {
  row: EnrolmentRow
  onApprove: () => void
  onRefuse: () => void
}

function Waiting({ row, onApprove, onRefuse }: WaitingProps) {
  const { name } = row.member
  return (
    <li class="card">
      <h2>{name}</h2>
      <p class="soft small number">
        {`${row.team.name} · ${t('phones.asked', { when: formatInstant(row.created_at) })}`}
      </p>
      <p class="phrase">{row.phrase}</p>
      <div class="row">
        <button
          type="button"
          class="button primary"
          aria-label={t('phones.approve.of', { name })}
          onClick={onApprove}
        >
          {t('phones.approve')}
        </button>
        <button
          type="button"
          class="button"
          aria-label={t('phones.refuse.of', { name })}
          onClick={onRefuse}
        >
          {t('phones.refuse')}
        </button>
      </div>
    </li>
  )
}
