import '../../../styles/desk.css'
import { useState } from 'preact/hooks'
import { type Certificate, withdrawCertificate } from '../../../actions/desk/certificates'
import { Qr } from '../../../components/lead/qr'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { inVietnam } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { CertificatePaper } from '../../own-data/certificate-paper'
import type { ScreenProps } from '../../route'
import { ConfirmReason } from '../shared/confirm-reason'
import { DeskPage } from '../shared/desk-page'

/** A certificate as it is printed, and what can be done with it. */
export function CertificateScreen({ params }: ScreenProps) {
  const code = params.code ?? ''
  const answer = useQuery('/api/certificates/{code}', { code })
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
            <CertificatePaper row={row} qr={(link, label) => <Qr text={link} label={label} />} />
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

function Withdraw({ code }: { code: string }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="button danger" onClick={() => setAsking(true)}>
        {t('certificate.withdraw')}
      </button>
      {asking && (
        <ConfirmReason
          question={t('certificate.withdraw.sure')}
          detail={t('certificate.withdraw.why')}
          yes={t('certificate.withdraw')}
          label={t('certificate.withdraw.reason')}
          hint={t('certificate.withdraw.reason.hint')}
          act={(reason) => withdrawCertificate(code, reason)}
          onDone={() => {
            setAsking(false)
            showSnackbar(t('certificate.withdraw.done'))
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}
