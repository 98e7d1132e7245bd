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

/** The certificates of who holds the phone, as they are printed. They are read with a network alone. */
export function OwnCertificates() {
  const member = useLive(me())?.current?.member
  const told = useServerData(member)
  const fresh = useLive(newCertificate())
  const rows = told && 'body' in told ? told.body.certificates : null
  useEffect(() => {
    if (fresh && rows) void noteCertificateRead(fresh)
  }, [fresh, rows])
  return (
    <Page title={t('screen.name.own_certificates')} back="/me">
      {!told && <p role="status">{t('own_data.asking')}</p>}
      {told && 'problem' in told && (
        <p class="card look" role="status">
          {problem(told.problem)}
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
