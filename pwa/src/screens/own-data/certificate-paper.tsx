import './words'
import '../../styles/certificates.css'
import type { ComponentChildren } from 'preact'
import { t } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { formatCode } from '../../queries/codes'

/** What a certificate says, for the desk and for its member. */
export interface PrintedCertificate {
  code: string
  member: { name: string }
  team: { name: string }
  unit_name: string
  letterhead: Record<
    'superior' | 'issuer' | 'organisation' | 'place' | 'on_behalf' | 'signer',
    string
  >
  from: string
  to: string
  days: number
  sessions: number
  hours: number
  issued_at: string
  withdrawn_at: string | null
}

interface Props {
  row: PrintedCertificate
  /** The code of the page that proves it. */
  qr: (link: string, label: string) => ComponentChildren
}

/** The sheet, on the screen as on paper. An official paper is Vietnamese, whatever the desk speaks. */
export function CertificatePaper({ row, qr }: Props) {
  const { letterhead } = row
  const link = `${location.origin}/c/${row.code}`
  return (
    <article class="certificate" lang="vi">
      <div class="certificate-head">
        <p>
          {letterhead.superior && <span>{letterhead.superior}</span>}
          <strong>{letterhead.issuer}</strong>
          <span>***</span>
        </p>
        <p>
          <strong class="ruled">{t('certificate.paper.union')}</strong>
        </p>
        <p>{t('certificate.paper.number', { code: formatCode(row.code) })}</p>
        <p class="dated">{`${letterhead.place}, ${longDay(inVietnam(row.issued_at).day)}`}</p>
      </div>
      {row.withdrawn_at && <p class="void">{t('certificate.paper.void')}</p>}
      <h2>{t('certificate.paper.title')}</h2>
      <p class="subject">{t('certificate.paper.subject')}</p>
      <p>{t('certificate.paper.confirms', { by: capital(letterhead.organisation) })}</p>
      <p>
        {t('certificate.paper.person')} <strong>{row.member.name}</strong>
      </p>
      <p>{t('certificate.paper.of', { team: row.team.name, unit: lowered(row.unit_name) })}</p>
      <p>{t('certificate.paper.took_part', { from: longDay(row.from), to: longDay(row.to) })}</p>
      <ul>
        <li>
          {t('certificate.paper.days')} <strong>{whole(row.days)}</strong>
        </li>
        <li>
          {t('certificate.paper.sessions')} <strong>{whole(row.sessions)}</strong>
        </li>
        {row.hours > 0 && (
          <li>
            {t('certificate.paper.hours')} <strong>{decimal(row.hours)}</strong>
          </li>
        )}
      </ul>
      <p>{t('certificate.paper.use')}</p>
      <div class="certificate-foot">
        <div class="proof">
          {qr(link, t('certificate.paper.qr'))}
          <p>{t('certificate.paper.check', { address: addressOf(link, row.code) })}</p>
        </div>
        <p class="signed">
          <strong>{letterhead.on_behalf}</strong>
          <strong>{letterhead.signer}</strong>
          <em>{t('certificate.paper.sign')}</em>
        </p>
      </div>
    </article>
  )
}

/** As somebody types it who has no camera. */
const addressOf = (link: string, code: string): string =>
  link.replace(/^https?:\/\//, '').replace(code, formatCode(code))

/** "ngày 05 tháng 3 năm 2026": a 0 before the days 1 to 9 and the months 1 and 2 (Decree 30/2020). */
function longDay(day: string): string {
  const [year, month, date] = day.split('-')
  const number = Number(month)
  return t('certificate.paper.day', {
    day: date ?? '',
    month: number > 2 ? String(number) : (month ?? ''),
    year: year ?? '',
  })
}

/** 1234 as "1.234". */
const whole = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, '.')

/** 1234.5 as "1.234,5", as the page says it that proves the paper. */
function decimal(number: number): string {
  const [before, after] = String(number).split('.')
  return whole(Number(before)) + (after ? `,${after}` : '')
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const lowered = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)
