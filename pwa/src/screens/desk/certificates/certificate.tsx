import '../../../styles/desk.css'
import '../../../styles/certificates.css'
import { useState } from 'preact/hooks'
import {
  type Certificate,
  certificateKeys,
  refreshCertificate,
  withdrawCertificate,
} from '../../../actions/desk/certificates'
import { Field } from '../../../components/field'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { inVietnam } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { ServerAnswer, useAnswer } from '../../lead/answer'
import type { ScreenProps } from '../../route'
import { DeskPage } from '../shared/desk-page'
import { CertificatePaper } from './certificate-paper'

/** A certificate as it is printed, and what can be done with it. */
export function CertificateScreen({ params }: ScreenProps) {
  const code = params.code ?? ''
  const answer = useAnswer<Certificate>(certificateKeys.one(code), () => refreshCertificate(code))
  const { body } = answer
  return (
    <DeskPage
      paper={{ shown: null, whose: null }}
      title={t('screen.name.certificate')}
      back={body ? issueAddress(body) : '/desk/teams'}
    >
      <ServerAnswer answer={answer}>
        {(row) => (
          <>
            {row.withdrawn_at ? <Withdrawn row={row} at={row.withdrawn_at} /> : <Valid row={row} />}
            <CertificatePaper row={row} />
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

const issueAddress = ({ team, member, from, to }: Certificate): string =>
  `/desk/certify?${new URLSearchParams({ team: team.id, member: member.id, from, to })}`

function Valid({ row }: { row: Certificate }) {
  return (
    <div class="stack no-print">
      <p class="soft">{t('certificate.next')}</p>
      <div class="row">
        <button type="button" class="button primary" onClick={() => print()}>
          {t('certificate.print')}
        </button>
        <a class="button" href={`/c/${row.code}`} target="_blank" rel="noopener">
          {t('certificate.check')}
        </a>
        <Withdraw code={row.code} />
      </div>
    </div>
  )
}

function Withdrawn({ row, at }: { row: Certificate; at: string }) {
  return (
    <div class="card look" role="status">
      <p>{t('certificate.withdrawn', { day: formatDay(inVietnam(at).day) })}</p>
      {row.reason && <p>{t('certificate.withdrawn.reason', { reason: row.reason })}</p>}
      <p class="no-print">
        <a class="button" href={issueAddress(row)}>
          {t('certificate.anew')}
        </a>
      </p>
    </div>
  )
}

const REASON = 400

function Withdraw({ code }: { code: string }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState('')
  const { busy, once } = useOnce()
  const withdraw = async () => {
    const answer = await withdrawCertificate(code, reason.trim())
    // What was typed stays, to be mended or sent again.
    if (!answer.ok) return setWrong(problem(answer.problem))
    setAsking(false)
    showSnackbar(t('certificate.withdraw.done'))
  }
  return (
    <>
      <button type="button" class="button danger" disabled={busy} onClick={() => setAsking(true)}>
        {t('certificate.withdraw')}
      </button>
      {asking && (
        <Confirm
          danger
          question={t('certificate.withdraw.sure')}
          detail={t('certificate.withdraw.why')}
          yes={t('certificate.withdraw')}
          onYes={() => once(withdraw)}
          onNo={() => setAsking(false)}
        >
          <Field
            label={t('certificate.withdraw.reason')}
            hint={t('certificate.withdraw.reason.hint')}
            maxLength={REASON}
            value={reason}
            wrong={wrong || undefined}
            onInput={(text) => {
              setWrong('')
              setReason(text)
            }}
          />
        </Confirm>
      )}
    </>
  )
}
