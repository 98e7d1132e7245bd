import { Choice } from '../../../components/choice'
import { Select } from '../../../components/field'
import { t, type Word } from '../../../i18n'
import { useQuery } from '../../lead/answer'
import { Empty } from '../../lead/empty'
import { todayHere } from '../../lead/today'
import { setQuery } from '../../shared/set-query'
import { formatDays } from '../shared/format-days'
import { RangeFields } from '../shared/range-fields'
import { KINDS, type Kind, type Period, periodsToChoose } from './period'

const NONE = { month: undefined, day: undefined, from: undefined, to: undefined }

/** Which days a report is of: a month, week, quarter or year, days of action, or any days. */
export function ChooseReport({ period, unit }: { period: Period; unit: string }) {
  const { kind } = period
  return (
    <>
      <Choice
        legend={t('report.kind')}
        options={KINDS.map((value) => ({ value, label: t(`report.kind.${value}` as Word) }))}
        value={kind}
        onChange={(kind) => setQuery(queryFor(kind as Kind, period))}
      />
      {kind === 'range' && <RangeFields from={period.from} to={period.to} />}
      {kind === 'campaign' && <Campaign period={period} unit={unit} />}
      {kind !== 'range' && kind !== 'campaign' && (
        <Select
          label={t(`report.kind.${kind}` as Word)}
          options={periodsToChoose(kind, period.from, todayHere())}
          value={period.from}
          onChange={(day) => setQuery(kind === 'month' ? { month: day.slice(0, 7) } : { day })}
        />
      )}
    </>
  )
}

/** From one sort of period to another with what is seen still in it. */
function queryFor(kind: Kind, { from, to }: Period) {
  const base = { ...NONE, activity: undefined, kind: kind === 'month' ? undefined : kind }
  if (kind === 'range') return { ...base, from, to }
  // Of a year that runs, the month and the week of today.
  const today = todayHere()
  const day = from <= today && today <= to ? today : to
  return kind === 'month' ? { ...base, month: day.slice(0, 7) } : { ...base, day }
}

function Campaign({ period, unit }: { period: Period; unit: string }) {
  const { from, to } = period
  const year = Number(from.slice(0, 4)) - 1
  const where = { ...(unit && { unit }), from: `${year}-01-01`, to }
  const { body } = useQuery('/api/activities', where)
  const rows = (body?.rows ?? []).filter(({ totals }) => totals)
  if (body && rows.length === 0 && !period.activity)
    return (
      <Empty why="not_begun" text={t('report.campaign.none', { year: String(year) })}>
        <a class="button" href="/desk/activities">
          {t('screen.name.activities')}
        </a>
      </Empty>
    )
  return (
    <>
      <Select
        label={t('report.kind.campaign')}
        options={[
          { value: '', label: t('form.choose') },
          ...rows.map((row) => ({ value: row.id, label: `${row.name}: ${formatDays(row)}` })),
        ]}
        value={period.activity ?? ''}
        onChange={(activity) => setQuery({ activity: activity || undefined })}
      />
      {!period.activity && <p class="soft">{t('report.campaign.choose')}</p>}
    </>
  )
}
