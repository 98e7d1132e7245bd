import { useState } from 'preact/hooks'
import { decideEnrolment } from '../../../actions/lead/desk'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import type { EnrolmentRow } from '../api-types'
import { Empty } from '../empty'

type Decision = 'approve' | 'refuse'

interface Props {
  rows: EnrolmentRow[]
  /** Whether the asker lets leads in, too: only a coordinator does. */
  appoints?: boolean
  /** After a phone was let in or turned away. */
  onDecided: (row: EnrolmentRow, decision: Decision) => void
}

/** From so many of one team on they may be strangers who found the code, and all can be turned away at once. */
const MANY = 5

/** Phones that wait, each with the two words that its own screen shows too. */
export function WaitingPhones({ rows, appoints = false, onDecided }: Props) {
  const [asking, setAsking] = useState<[EnrolmentRow, Decision] | null>(null)
  const [refusingAll, setRefusingAll] = useState(false)
  const [refused, setRefused] = useState(0)
  const { busy, once } = useOnce()
  // Of who may be in the team already each is decided by itself.
  const strangers = rows.filter((row) => !row.renewal && !row.claimed)
  const isOneTeam = new Set(strangers.map(({ team }) => team.id)).size === 1
  const refuseAll = async () => {
    setRefusingAll(false)
    let last: EnrolmentRow | null = null
    for (const [n, row] of strangers.entries()) {
      setRefused(n)
      const done = await decideEnrolment(row.device, row.member.id, 'refuse', row.renewal)
      if (!done.ok) {
        showSnackbar(problem(done.problem))
        break
      }
      last = row
    }
    setRefused(0)
    if (last) onDecided(last, 'refuse')
  }
  const decide = async (row: EnrolmentRow, decision: Decision) => {
    setAsking(null)
    const done = await decideEnrolment(row.device, row.member.id, decision, row.renewal)
    const said = decision === 'approve' ? 'phones.approved' : 'phones.refused'
    if (!done.ok) return showSnackbar(problem(done.problem))
    showSnackbar(t(said, { name: row.member.name }))
    onDecided(row, decision)
  }
  if (rows.length === 0) return <Empty why="zero" text={t('phones.none')} />
  return (
    <>
      <ul class="grid">
        {rows.map((row) => (
          <Waiting
            key={`${row.device}/${row.member.id}/${row.renewal}`}
            row={row}
            busy={busy}
            decides={appoints || row.role !== 'lead' || row.claimed}
            // Nothing but the two words tells a phone that comes back from one that only says so.
            onApprove={() =>
              row.renewal || row.claimed || row.role === 'lead'
                ? setAsking([row, 'approve'])
                : once(() => decide(row, 'approve'))
            }
            onRefuse={() => setAsking([row, 'refuse'])}
          />
        ))}
      </ul>
      {strangers.length >= MANY && isOneTeam && (
        <p>
          <button type="button" class="button" disabled={busy} onClick={() => setRefusingAll(true)}>
            {t('phones.refuse_all', { n: strangers.length - refused })}
          </button>
        </p>
      )}
      {refusingAll && (
        <Confirm
          danger
          question={t('phones.refuse_all.question', { n: strangers.length })}
          detail={t('phones.refuse_all.detail')}
          yes={t('phones.refuse')}
          onYes={() => once(refuseAll)}
          onNo={() => setRefusingAll(false)}
        />
      )}
      {asking && (
        <Sure
          asked={asking}
          onYes={() => once(() => decide(...asking))}
          onNo={() => setAsking(null)}
        />
      )}
    </>
  )
}

interface SureProps {
  asked: [EnrolmentRow, Decision]
  onYes: () => void
  onNo: () => void
}

function Sure({ asked: [row, decision], onYes, onNo }: SureProps) {
  const { name } = row.member
  if (decision === 'approve' && !row.renewal && !row.claimed) {
    return (
      <Confirm
        question={t('phones.lead.question', { name, team: row.team.name })}
        detail={t('phones.lead.detail')}
        yes={t('phones.approve')}
        onYes={onYes}
        onNo={onNo}
      />
    )
  }
  if (decision === 'approve') {
    return (
      <Confirm
        question={t('phones.renewal.question', { name, phrase: row.phrase })}
        detail={t(row.renewal ? 'phones.renewal.detail' : 'phones.claimed.detail', { name })}
        yes={t('phones.renewal.yes')}
        onYes={onYes}
        onNo={onNo}
      />
    )
  }
  return (
    <Confirm
      danger
      question={t('phones.refuse.question', { name })}
      detail={t(
        row.renewal
          ? 'phones.renewal.refuse'
          : row.claimed
            ? 'phones.claimed.refuse'
            : 'phones.refuse.detail',
        { name },
      )}
      yes={t('phones.refuse')}
      onYes={onYes}
      onNo={onNo}
    />
  )
}

interface WaitingProps {
  row: EnrolmentRow
  busy: boolean
  decides: boolean
  onApprove: () => void
  onRefuse: () => void
}

function Waiting({ row, busy, decides, onApprove, onRefuse }: WaitingProps) {
  const { name } = row.member
  return (
    <li class="card">
      <h2>{name}</h2>
      <p class="soft small number">
        {`${row.team.name} · ${t('phones.asked', { when: formatInstant(row.created_at) })}`}
      </p>
      <p class="phrase">{row.phrase}</p>
      {row.role === 'lead' && !row.claimed && (
        <p class="small">
          <strong>{t('phones.lead')}</strong> {!decides && t('phones.lead.who')}
        </p>
      )}
      {row.renewal && (
        <p class="small">
          <strong>{t('phones.renewal')}</strong> {t('phones.renewal.why', { name })}
          {row.others?.[0] && ` ${t('phones.renewal.others', { names: row.others.join(', ') })}`}
        </p>
      )}
      {row.claimed && (
        <p class="small">
          <strong>{t('phones.claimed', { name })}</strong> {t('phones.claimed.why', { name })}
        </p>
      )}
      {row.namesake && <p class="small">{t(`phones.namesake.${row.namesake}`, { name })}</p>}
      {decides && (
        <div class="row">
          <button
            type="button"
            class="button primary"
            aria-label={t('phones.approve.of', { name })}
            disabled={busy}
            onClick={onApprove}
          >
            {t('phones.approve')}
          </button>
          <button
            type="button"
            class="button"
            aria-label={t('phones.refuse.of', { name })}
            disabled={busy}
            onClick={onRefuse}
          >
            {t('phones.refuse')}
          </button>
        </div>
      )}
    </li>
  )
}
