import { Qr } from '../../../components/lead/qr'
import { t } from '../../../i18n'

/** The code on every report: whoever scans it sees whether the figures still stand. */
export function ReportQr({ code }: { code: string }) {
  const link = `${location.origin}/r/${code}`
  return (
    <a class="report-qr" href={`/r/${code}`}>
      <Qr text={link} label={t('screen.name.snapshot')} />
    </a>
  )
}
