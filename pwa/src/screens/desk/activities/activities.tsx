import '../../../styles/desk.css'
import './words'
import { useEffect, useRef, useState } from 'preact/hooks'
import { activitiesSheet, callOff } from '../../../actions/desk/activities'
import { Choice } from '../../../components/choice'
import { Figures } from '../../../components/figures'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t, type Word } from '../../../i18n'
import { shiftDay } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { RowActions } from '../../lead/forms/row-actions'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { PrintCode } from '../codes/print-code'
import { activitiesAddress } from '../shared/addresses'
import { DeskPage } from '../shared/desk-page'
import { NoneInDays } from '../shared/none-in-days'
import { LONGEST } from '../shared/period'
import { AHEAD, activityDays } from './activity-days'
import { ActivityForm } from './activity-form'
import { type Activity, KINDS } from './api-types'
import { ChooseDays } from './choose-days'
import { namesOf, whenOf } from './format-activity'

/** Activities of every kind: when and where, which teams, who helps, and what was done there. */
export function Activities() {
  const { period, ...days } = activityDays(address.value.query, todayHere())
  const answer = useQuery('/api/activities', days)
  const unit = useSignedIn()?.unit?.id
  const [chosen, setKind] = useState('')
  const held = new Set(answer.body?.rows.map((row) => row.kind))
  const kinds = KINDS.filter((one) => held.has(one))
  const kind = kinds.some((one) => one === chosen) ? chosen : ''
  const fits = (row: Activity) => kind === '' || row.kind === kind
  const [adding, setAdding] = useOpenForm(forms.newActivity)
  const [saved, setSaved] = useState('')
  // What was saved is shown: where the filters leave it out, they give way.
  const onSaved = (row: Activity) => {
    setSaved(row.id)
    if (!fits(row)) setKind('')
    if (row.to < days.from || row.from > days.to)
      setQuery({ period: undefined, from: row.from, to: row.to })
  }
  // The server has the nearest last: of those to come it is wanted first.
  const inOrder = (rows: Activity[]) => (period === 'ahead' ? [...rows].reverse() : rows)
  return (
    <DeskPage
      paper={{
        shown: answer.path,
        chosen: [t('desk.days', { from: formatDay(days.from), to: formatDay(days.to) })],
      }}
      title={t('screen.name.activities')}
      under={<p class="soft">{t('activities.why')}</p>}
    >
      <ChooseDays days={{ period, ...days }} />
      {adding && unit && (
        <ActivityForm
          unit={unit}
          shown={answer.path}
          form={forms.newActivity}
          onSaved={onSaved}
          onClose={() => setAdding(false)}
        />
      )}
      {!adding && unit && (
        <p class="row no-print">
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            {t('activities.add')}
          </button>
          {held.size > 0 && (
            <a class="button" href={activitiesSheet(days, kind)} download>
              {t('activities.xlsx')}
            </a>
          )}
        </p>
      )}
      {kinds.length > 1 && (
        <Choice
          quiet
          legend={t('activities.kind')}
          options={[
            { value: '', label: t('activities.kind.all') },
            ...kinds.map((one) => ({ value: one, label: t(`activity.kind.${one}` as Word) })),
          ]}
          value={kind}
          onChange={setKind}
        />
      )}
      <ServerAnswer answer={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <None />
          ) : (
            <ul class="plain-list stack">
              {inOrder(rows.filter(fits)).map((row) => (
                <li class="card" key={row.id}>
                  <ActivityCard
                    row={row}
                    shown={answer.path}
                    isSaved={row.id === saved}
                    onSaved={onSaved}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </ServerAnswer>
    </DeskPage>
  )
}

/** As far back as totals are shown. */
function None() {
  const today = todayHere()
  const days = { from: shiftDay(today, -LONGEST), to: shiftDay(today, AHEAD) }
  const all = useQuery('/api/activities', days)
  return (
    <NoneInDays
      all={all}
      none={t('activities.none')}
      others={t('activities.none_then')}
      address={({ from, to }) => activitiesAddress({ from, to })}
    />
  )
}

/** Where there is no programme yet, the form for it opens at once. */
const programmeAddress = ({ id, agenda, from_above }: Activity): string =>
  `/desk/activity/${id}${agenda === 0 && !from_above ? '?write=1' : ''}`

interface CardProps {
  row: Activity
  shown: string
  /** It was saved a moment ago. */
  isSaved?: boolean
  onSaved?: (saved: Activity) => void
}

/** One activity; what is organised above is only read. */
export function ActivityCard({ row, shown, isSaved = false, onSaved }: CardProps) {
  const [asking, setAsking] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isSaved) heading.current?.focus()
  }, [isSaved])
  const { once } = useOnce()
  const off = async () => {
    setAsking(false)
    const answer = await callOff(row.id, shown)
    showSnackbar(answer.ok ? t('activities.called_off') : problem(answer.problem))
  }
  const form = forms.activity(row.id)
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {row.name}
        {isSaved && <span class="tag">{t('activities.saved')}</span>}
      </h2>
      {row.from_above && (
        <p>
          <span class="tag">{t('activities.from_above', { unit: row.unit_name })}</span>
        </p>
      )}
      <p class="soft number">
        {[
          t(`activity.kind.${row.kind}` as Word),
          whenOf(row),
          row.place,
          !row.from_above && row.unit_name,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {row.totals && (
        <Figures
          figures={[
            { label: t('desk.people'), value: row.totals.people, counts: 'people' },
            { label: t('desk.turns'), value: row.totals.turns, counts: 'turns' },
            { label: t('desk.volunteers'), value: row.totals.volunteers, counts: 'volunteers' },
          ]}
        />
      )}
      {row.from_above && row.totals && <p class="soft small">{t('activities.own_part')}</p>}
      {row.teams.length > 0 && <p class="small">{namesOf(row.teams)}</p>}
      {row.partners && <p class="small">{t('activities.with', { partners: row.partners })}</p>}
      <p class="row no-print">
        <a class="button" href={programmeAddress(row)}>
          {row.agenda > 0 && t('activities.programme.n', { n: row.agenda })}
          {row.agenda === 0 &&
            t(row.from_above ? 'activities.programme.read' : 'activities.programme.none')}
        </a>
        {!row.from_above && (
          <PrintCode
            record={{ kind: 'activity', id: row.id, unit: row.unit, title: row.name }}
            code={row.code}
            shown={shown}
          />
        )}
      </p>
      {!row.from_above && (
        <RowActions
          name={row.name}
          actions={[
            {
              label: t('activities.change'),
              formName: form,
              form: (close) => (
                <ActivityForm
                  unit={row.unit}
                  shown={shown}
                  form={form}
                  activity={row}
                  {...(onSaved && { onSaved })}
                  onClose={close}
                />
              ),
            },
            { label: t('activities.call_off'), danger: true, run: () => setAsking(true) },
          ]}
        />
      )}
      {asking && (
        <Confirm
          danger
          question={t('activities.call_off.sure', { name: row.name })}
          detail={t('activities.call_off.why')}
          yes={t('activities.call_off')}
          onYes={() => once(off)}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}
