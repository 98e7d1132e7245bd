import type { Column } from '../../components/lead/csv'
import { t, type Word } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import type { PhoneRow } from '../lead/api-types'
import { formatUnit } from '../lead/format-unit'
import { rangesOf } from './phone-needs'

/** The phones as a file: everything that is known of each. */
export function phoneColumns(): Column<PhoneRow>[] {
  return [
    { name: t('silent.col.member'), cell: (phone) => phone.member.name },
    { name: t('record.team'), cell: (phone) => phone.team.name },
    { name: t('desk.by.unit'), cell: (phone) => phone.unit && formatUnit(phone.unit) },
    { name: t('silent.col.state'), cell: (phone) => t(`team.state.${phone.state}` as Word) },
    { name: t('silent.col.last'), cell: (phone) => moment(phone.last_contact) },
    { name: t('silent.col.days'), cell: (phone) => phone.silent_days },
    { name: t('silent.col.pending'), cell: (phone) => phone.pending },
    { name: t('silent.col.oldest'), cell: (phone) => moment(phone.oldest) },
    { name: t('silent.col.gaps'), cell: (phone) => rangesOf(phone) },
    { name: t('silent.col.differs'), cell: (phone) => moment(phone.differs_since) },
    { name: t('silent.col.clock'), cell: (phone) => Math.round((phone.clock_offset ?? 0) / 60) },
    { name: t('silent.col.installed'), cell: (phone) => yesNo(phone.readiness?.installed) },
    { name: t('silent.col.kept'), cell: (phone) => yesNo(phone.readiness?.persisted) },
    { name: t('ready.yes'), cell: (phone) => yesNo(phone.readiness?.ready) },
    { name: t('silent.col.room'), cell: (phone) => phone.readiness?.room_mb },
    { name: t('silent.col.browser'), cell: (phone) => phone.readiness?.browser },
    { name: t('about.title'), cell: (phone) => phone.app },
  ]
}

function moment(instant: string | null): string | null {
  if (!instant) return null
  const { day, time } = inVietnam(instant)
  return `${day} ${time}`
}

function yesNo(value: boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : t(value ? 'silent.yes' : 'silent.no')
}
