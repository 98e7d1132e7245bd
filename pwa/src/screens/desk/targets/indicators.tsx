import '../../../styles/desk.css'
import words from 'virtual:words/indicators'
import { useState } from 'preact/hooks'
import { retireIndicator, withdrawValue } from '../../../actions/desk/targets'
import { Icon } from '../../../components/icon'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { addWords, problem, t } from '../../../i18n'
import { formatInstant, shiftDay } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'
import { language } from '../../../i18n/language'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { mayEditCatalogue, useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { indicatorsAddress } from '../shared/addresses'
import { ChoosePeriod } from '../shared/choose-period'
import { ChooseUnit } from '../shared/choose-unit'
import { DeskPage } from '../shared/desk-page'
import { NoneInDays, type Span } from '../shared/none-in-days'
import { daysOf, LONGEST } from '../shared/period'
import type { Indicator, Value } from '../shared/target-types'
import { usePlaceName } from '../shared/use-place-name'
import { NewIndicatorForm, ValueForm } from './indicator-forms'

addWords(words)

/** What no session counts: entered by hand, with where it comes from and who entered it. */
export function Indicators() {
  const { query } = address.value
  const account = useSignedIn()
  const unit = query.get('unit') ?? account?.unit?.id ?? ''
  const days = daysOf(query, todayHere(), 'month')
  const values = useQuery('/api/indicator-values', { unit, from: days.from, to: days.to })
  const known = useQuery('/api/indicators')
  const [adding, setAdding] = useOpenForm(forms.newValue(unit))
  // What was saved is shown: where the days leave it out, they give way.
  const onSaved = (row: Span) => {
    if (row.to < days.from || row.from > days.to)
      setQuery({ period: undefined, from: row.from, to: row.to })
  }
  const enters = account?.role === 'coordinator'
  const offered = (known.body?.rows ?? []).filter((row) => row.active)
  return (
    <DeskPage
      paper={{
        shown: values.path,
        whose: usePlaceName({ unit }),
        chosen: [t('goal.days', { from: formatDay(days.from), to: formatDay(days.to) })],
      }}
      title={t('screen.name.indicators')}
      under={<p class="soft">{t('indicators.why')}</p>}
    >
      {unit && (
        <ChooseUnit
          label={t('desk.by.unit')}
          value={unit}
          onChange={(chosen) => setQuery({ unit: chosen })}
        />
      )}
      <ChoosePeriod days={days} today={todayHere()} />
      {adding && offered.length > 0 && (
        <ValueForm
          key={values.path}
          unit={unit}
          shown={values.path}
          indicators={offered}
          days={days}
          onSaved={onSaved}
          onClose={() => setAdding(false)}
        />
      )}
      {!adding && enters && (
        <p class="no-print">
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            {t('indicators.enter')}
          </button>
        </p>
      )}
      <ServerAnswer answer={values}>
        {({ rows }) =>
          rows.length === 0 ? (
            <None unit={unit} shown={days} />
          ) : (
            <ul class="plain-list stack">
              {rows.map((row) => (
                <li class="card small-gap" key={row.id}>
                  <Entered row={row} shown={values.path} enters={enters} />
                </li>
              ))}
            </ul>
          )
        }
      </ServerAnswer>
      <Known rows={known.body?.rows ?? []} keeps={mayEditCatalogue(account)} />
    </DeskPage>
  )
}

function None({ unit, shown }: { unit: string; shown: Span }) {
  const today = todayHere()
  const days = { unit, from: shiftDay(today, -LONGEST), to: shiftDay(today, 366) }
  const all = useQuery('/api/indicator-values', days)
  const named = { from: formatDay(shown.from), to: formatDay(shown.to) }
  return (
    <NoneInDays
      all={all}
      none={t('indicators.none', named)}
      others={t('indicators.none_then', named)}
      address={({ from, to }) => indicatorsAddress({ unit, from, to })}
    />
  )
}

export const labelOfIndicator = (row: Indicator): string =>
  language.value === 'vi' ? row.label_vi : row.label_en

/** "3 buổi", "35,2%". */
export function formatIndicatorValue(row: Indicator, value: number): string {
  if (row.kind === 'share') return `${formatNumber(value / 10)}%`
  return `${formatNumber(value)} ${language.value === 'vi' ? row.unit_vi : row.unit_en}`
}

interface EnteredProps {
  row: Value
  shown: string
  enters: boolean
}

function Entered({ row, shown, enters }: EnteredProps) {
  const [asking, setAsking] = useState(false)
  const { busy, once } = useOnce()
  const withdraw = async () => {
    setAsking(false)
    const answer = await withdrawValue(row.id, shown)
    showSnackbar(answer.ok ? t('indicators.withdrawn') : problem(answer.problem))
  }
  const label = labelOfIndicator(row.indicator)
  return (
    <>
      <p class="spread">
        <span class="name">{label}</span>
        <strong class="number" data-figure="entered" data-of={row.indicator.code}>
          {formatIndicatorValue(row.indicator, row.value)}
        </strong>
      </p>
      <p class="soft small number">
        {[row.name, t('goal.days', { from: formatDay(row.from), to: formatDay(row.to) })].join(
          ' · ',
        )}
      </p>
      <p class="soft small">
        {`${t('indicators.from', { source: row.source })} · `}
        {t('indicators.by', {
          who: row.entered_by ?? '',
          when: formatInstant(row.entered_at),
        })}
      </p>
      {enters && (
        <p class="no-print">
          <button
            type="button"
            class="button plain start"
            aria-label={`${t('indicators.withdraw')}: ${label}`}
            disabled={busy}
            onClick={() => setAsking(true)}
          >
            {t('indicators.withdraw')}
          </button>
        </p>
      )}
      {asking && (
        <Confirm
          danger
          question={t('indicators.withdraw.sure')}
          yes={t('indicators.withdraw')}
          onYes={() => once(withdraw)}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}

/** The list of what can be entered; who keeps the catalogue adds to it and retires. */
function Known({ rows, keeps }: { rows: Indicator[]; keeps: boolean }) {
  const [adding, setAdding] = useOpenForm(forms.newIndicator)
  const { busy, once } = useOnce()
  const retire = async (row: Indicator) => {
    const answer = await retireIndicator(row.code, row.active)
    if (!answer.ok) showSnackbar(problem(answer.problem))
  }
  if (!keeps) return null
  return (
    <details class="more" open={adding}>
      <summary>
        <Icon name="forward" size={20} />
        <span>{t('indicators.list')}</span>
      </summary>
      <ul class="lines">
        {rows.map((row) => (
          <li class="line" key={row.code}>
            <span class="name">{labelOfIndicator(row)}</span>
            <span class="soft small">
              {language.value === 'vi' ? row.unit_vi : row.unit_en}
              {!row.active && ` · ${t('catalogue.retired')}`}
            </span>
            <button
              type="button"
              class="button plain start"
              aria-label={`${t(row.active ? 'indicators.retire' : 'indicators.take_back')}: ${labelOfIndicator(row)}`}
              disabled={busy}
              onClick={() => once(() => retire(row))}
            >
              {t(row.active ? 'indicators.retire' : 'indicators.take_back')}
            </button>
          </li>
        ))}
      </ul>
      {adding ? (
        <NewIndicatorForm onClose={() => setAdding(false)} />
      ) : (
        <p>
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {t('indicators.add')}
          </button>
        </p>
      )}
    </details>
  )
}
