import '../../../styles/desk.css'
import './words'
import { useState } from 'preact/hooks'
import { activitiesSheet, callOff, refreshActivities } from '../../../actions/desk/activities'
import { Choice } from '../../../components/choice'
import { Figures } from '../../../components/figures'
import { useOnce } from '../../../components/once'
import { Confirm } from '../../../components/sheet'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t, type Word } from '../../../i18n'
import { shiftDay } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { deskKeys } from '../../../queries/desk-answer'
import { ServerAnswer, useAnswer } from '../../lead/answer'
import type { Rows } from '../../lead/api-types'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { RowActions } from '../../lead/forms/row-actions'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { address } from '../../router'
import { activitiesAddress } from '../shared/addresses'
import { ChoosePeriod } from '../shared/choose-period'
import { DeskPage } from '../shared/desk-page'
import { NoneInDays } from '../shared/none-in-days'
import { daysOf, LONGEST } from '../shared/period'
import { ActivityForm } from './activity-form'
import { type Activity, KINDS } from './api-types'

/** Activities of every kind: when and where, which teams, who helps, and what was done there. */
export function Activities() {
  const { from, to, ...period } = daysOf(address.value.query, todayHere(), 'month')
  // What is set up for the days to come is to be seen too.
  const until = period.period === 'month' ? `${to.slice(0, 4)}-12-31` : to
  const days = { from, to: until }
  const key = deskKeys.activities(days)
  const answer = useAnswer<Rows<Activity>>(key, () => refreshActivities(days))
  const unit = useSignedIn()?.unit?.id
  const [chosen, setKind] = useState('')
  const held = new Set(answer.body?.rows.map((row) => row.kind))
  const kinds = KINDS.filter((one) => held.has(one))
  const kind = kinds.some((one) => one === chosen) ? chosen : ''
  const fits = (row: Activity) => kind === '' || row.kind === kind
  const [adding, setAdding] = useOpenForm(forms.newActivity)
  return (
    <DeskPage
      paper={{
        shown: key,
        chosen: [t('desk.days', { from: formatDay(from), to: formatDay(until) })],
      }}
      title={t('screen.name.activities')}
      under={<p class="soft">{t('activities.why')}</p>}
    >
      <ChoosePeriod days={{ ...period, from, to }} today={todayHere()} />
      {adding && unit && (
        <ActivityForm
          unit={unit}
          shown={key}
          form={forms.newActivity}
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
              {rows.filter(fits).map((row) => (
                <li class="card" key={row.id}>
                  <ActivityCard row={row} shown={key} />
                </li>
              ))}
            </ul>
          )
        }
      </ServerAnswer>
    </DeskPage>
  )
}

/** As far back as totals are shown, and as far ahead as anybody plans. */
function None() {
  const today = todayHere()
  const days = { from: shiftDay(today, -LONGEST), to: shiftDay(today, 366) }
  const all = useAnswer<Rows<Activity>>(deskKeys.activities(days), () => refreshActivities(days))
  return (
    <NoneInDays
      all={all}
      none="activities.none"
      others="activities.none_then"
      address={({ from, to }) => activitiesAddress({ from, to })}
    />
  )
}

/** One activity; what is organised above is only read. */
export function ActivityCard({ row, shown }: { row: Activity; shown: string }) {
  const [asking, setAsking] = useState(false)
  const { once } = useOnce()
  const off = async () => {
    setAsking(false)
    const answer = await callOff(row.id, shown)
    showSnackbar(answer.ok ? t('activities.called_off') : problem(answer.problem))
  }
  const when =
    row.from === row.to
      ? formatDay(row.from)
      : t('desk.days', { from: formatDay(row.from), to: formatDay(row.to) })
  const form = forms.activity(row.id)
  return (
    <>
      <h2>{row.name}</h2>
      {row.from_above && (
        <p>
          <span class="tag">{t('activities.from_above', { unit: row.unit_name })}</span>
        </p>
      )}
      <p class="soft number">
        {[t(`activity.kind.${row.kind}` as Word), when, row.place, !row.from_above && row.unit_name]
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
      <p class="no-print">
        <a class="button" href={`/desk/activity/${row.id}`}>
          {row.agenda > 0 && t('activities.programme.n', { n: row.agenda })}
          {row.agenda === 0 &&
            t(row.from_above ? 'activities.programme.read' : 'activities.programme.none')}
        </a>
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

/** So many teams are named; of all of a district nobody reads the names. */
const NAMED = 6

function namesOf(teams: Activity['teams']): string {
  const names = teams.slice(0, NAMED).map((team) => team.name)
  const more = teams.length - names.length
  return t(more > 0 ? 'activities.teams.more' : 'activities.teams', {
    names: names.join(', '),
    n: more,
  })
}
