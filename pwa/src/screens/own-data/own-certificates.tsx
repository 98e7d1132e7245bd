import './words'
import { useEffect } from 'preact/hooks'
import { noteCertificateRead, type ServerData } from '../../actions/own-data'
import { Page } from '../../components/page'
import { QrFrame } from '../../components/qr-frame'
import { problem, t } from '../../i18n'
import { me, useLive } from '../../queries'
import { newCertificate } from '../../queries/certificates'
import { CertificatePaper } from './certificate-paper'
import { useServerData } from './use-server-data'

/** The current person's certificates, as they are printed. The page needs a network. */
export function OwnCertificates() {
  const member = useLive(me())?.current?.member
  const answer = useServerData(member)
  const fresh = useLive(newCertificate())
  const rows = answer && 'body' in answer ? answer.body.certificates : null
  useEffect(() => {
    if (fresh) void noteCertificateRead(fresh)
  }, [fresh])
  return (
    <Page title={t('screen.name.own_certificates')} back="/me">
      {!answer && <p role="status">{t('own_data.asking')}</p>}
      {answer && 'problem' in answer && (
        <p class="card look" role="status">
          {problem(answer.problem)}
        </p>
      )}
      {rows?.length === 0 && <p class="empty">{t('own_data.certificates.none')}</p>}
      {rows?.map((one) => (
        <One key={one.code} row={one} />
      ))}
    </Page>
  )
}

function One({ row }: { row: ServerData['certificates'][number] }) {
  const { name, team, unit, ...printed } = row
  return (
    <section class="stack">
      <CertificatePaper
        row={{ ...printed, member: { name }, team: { name: team }, unit_name: unit }}
        qr={(link, label) => <QrFrame text={link} label={label} />}
      />
      <a class="button" href={`/c/${row.code}`} target="_blank" rel="noopener">
        {t('own_data.certificates.check')}
      </a>
    </section>
  )
}
