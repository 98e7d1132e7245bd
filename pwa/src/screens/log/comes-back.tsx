import { useState } from 'preact/hooks'
import { Choice } from '../../components/choice'
import { Field } from '../../components/field'
import { t, type Word } from '../../i18n'
import { formatShortDay, inVietnam, shiftDay } from '../../i18n/dates'
import type { Draft } from './draft'

interface Props {
  draft: Draft
  onChange: (draft: Draft) => void
}

/** That this session goes on from another one: then its people are counted there. */
export function GoesOn({ draft, onChange }: Props) {
  return (
    <section class="card calm">
      <p>{t('visit.goes_on')}</p>
      <p>
        <button
          type="button"
          class="button"
          onClick={() => onChange({ ...draft, continues: null })}
        >
          {t('visit.somebody_else')}
        </button>
      </p>
    </section>
  )
}

const WEEK = 7

/** For which day somebody is asked to come back, as far as one was agreed. */
export function Due({ draft, onChange }: Props) {
  const { day, due } = draft
  const near = [shiftDay(day, 1), shiftDay(day, WEEK)]
  const isToday = day === inVietnam(Date.now()).day
  const [other, setOther] = useState(Boolean(due && !near.includes(due)))
  const name = (at: number) => t(`visit.due.${at === 1 && isToday ? 'tomorrow' : at}` as Word)
  const set = (value: string) => onChange({ ...draft, due: value || null })
  return (
    <div class="stack">
      <Choice
        legend={t('visit.due')}
        options={['', ...near, 'other'].map((value, at) => ({
          value,
          label: near.includes(value) ? `${name(at)} · ${formatShortDay(value)}` : name(at),
        }))}
        value={other ? 'other' : (due ?? '')}
        onChange={(value) => {
          setOther(value === 'other')
          if (value !== 'other') set(value)
        }}
      />
      {other && (
        <Field type="date" label={t('field.due')} min={day} value={due ?? ''} onInput={set} />
      )}
    </div>
  )
}
