import { useState } from 'preact/hooks'
import { Choice } from '../../components/choice'
import { Field } from '../../components/field'
import { t } from '../../i18n'
import { inVietnam, shiftDay } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import {
  type Draft,
  endedBeforeMidnight,
  endsWrongly,
  firstDay,
  isWrongDay,
  startsLater,
} from './draft'

interface Props {
  draft: Draft
  today: string
  onChange: (draft: Draft) => void
}

/** Hôm nay, Hôm qua, or a day picked from the phone's own calendar; never one to come. */
export function Day({ draft, today, onChange }: Props) {
  const yesterday = shiftDay(today, -1)
  const min = firstDay(today)
  const now = inVietnam(Date.now())
  const [other, setOther] = useState(draft.day !== today && draft.day !== yesterday)
  const ended = endedBeforeMidnight(draft, now)
  const chosen = other ? 'other' : draft.day
  const choose = (value: string) => {
    setOther(value === 'other')
    if (value !== 'other') onChange({ ...draft, day: value, timed: true })
  }
  return (
    <div class="stack">
      <Choice
        legend={t('log.day')}
        options={[
          { value: today, label: t('log.day.today') },
          { value: yesterday, label: t('log.day.yesterday') },
          { value: 'other', label: other ? formatDay(draft.day) : t('log.day.other') },
        ]}
        value={chosen}
        onChange={choose}
      />
      {other && (
        <Field
          type="date"
          label={t('log.day.pick')}
          min={min}
          max={today}
          value={draft.day}
          onInput={(day) => day && onChange({ ...draft, day, timed: true })}
          wrong={
            isWrongDay(draft, today) ? t('log.day.wrong', { from: formatDay(min) }) : undefined
          }
        />
      )}
      <Field
        type="time"
        label={t('log.start')}
        value={draft.start}
        onInput={(start) => start && onChange({ ...draft, start, timed: true })}
        wrong={startsLater(draft, now) ? t('log.start.future', { now: now.time }) : undefined}
      />
      <Field
        type="time"
        label={t('log.end')}
        value={draft.end ?? ''}
        onInput={(end) => onChange({ ...draft, end: end || null })}
        wrong={
          ended ? (
            <>
              <p>{t('log.end.midnight')}</p>
              <button type="button" class="button" onClick={() => onChange(ended)}>
                {t('log.end.midnight.take')}
              </button>
            </>
          ) : (
            endsWrongly(draft, now) && t('log.end.wrong')
          )
        }
      />
    </div>
  )
}
