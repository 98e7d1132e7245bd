import '../../styles/desk.css'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { t } from '../../i18n'
import { formatMonth, inVietnam, monthEnd, shiftDay, weekday, weekStart } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import { Icon } from '../icon'
import { isWhole, parseDay } from './parse-day'

interface Props {
  label: string
  hint?: string
  wrong?: string | undefined
  required?: boolean | undefined
  /** The first and the last day that may be chosen. */
  min?: string
  max?: string
  /** YYYY-MM-DD, or nothing. */
  value: string
  /** Gets nothing while what stands there is no day. */
  onInput: (day: string) => void
}

/** A day, written and shown as in Vietnam whatever the browser speaks, with a month to choose from. */
export function DayField({ label, hint, wrong, required, min, max, value, onInput }: Props) {
  const id = useId()
  const [text, setText] = useState(shown(value))
  const [left, setLeft] = useState(false)
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Another day came from outside, as by a chip; what is being typed stays.
    if (value && parseDay(text) !== value) setText(shown(value))
  }, [value])
  useEffect(() => {
    const place = field.current
    if (!open || !place) return
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      opener.current?.focus()
    }
    place.addEventListener('keydown', close)
    return () => place.removeEventListener('keydown', close)
  }, [open])
  const type = (typed: string) => {
    setText(typed)
    setLeft(false)
    onInput((isWhole(typed) && parseDay(typed)) || '')
  }
  const leave = () => {
    setLeft(true)
    const day = parseDay(text)
    if (!day) return
    setText(shown(day))
    if (!isWhole(text)) onInput(day)
  }
  const choose = (day: string) => {
    setText(shown(day))
    setOpen(false)
    opener.current?.focus()
    onInput(day)
  }
  const unread = left && text.trim() && !parseDay(text) ? t('form.day.unread') : undefined
  const said = wrong ?? unread ?? outside(value, min, max)
  const described = [hint && `${id}-hint`, said && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div class="field" ref={field}>
      <label for={id}>{label}</label>
      <div class="day-line">
        <input
          type="text"
          inputMode="numeric"
          autocomplete="off"
          id={id}
          placeholder={t('form.day.how')}
          value={text}
          aria-required={required}
          aria-invalid={said ? 'true' : undefined}
          aria-describedby={described || undefined}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={leave}
        />
        <button
          ref={opener}
          type="button"
          class="icon-button"
          aria-expanded={open}
          aria-label={t('form.day.open', { label })}
          onClick={() => setOpen(!open)}
        >
          <Calendar />
        </button>
      </div>
      {open && (
        <MonthToChoose
          chosen={parseDay(text)}
          label={label}
          min={min}
          max={max}
          onChoose={choose}
        />
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {said && (
        <div class="wrong" id={`${id}-wrong`} role="alert">
          {said}
        </div>
      )}
    </div>
  )
}

const shown = (day: string): string => (day ? formatDay(day) : '')

function outside(day: string, min: string | undefined, max: string | undefined) {
  if (day && min && day < min) return t('form.day.least', { day: formatDay(min) })
  if (day && max && day > max) return t('form.day.most', { day: formatDay(max) })
  return undefined
}

interface MonthProps {
  chosen: string | null
  label: string
  min: string | undefined
  max: string | undefined
  onChoose: (day: string) => void
}

/** The days of a month, weeks from Monday on. */
function MonthToChoose({ chosen, label, min = '', max = '9999', onChoose }: MonthProps) {
  const today = inVietnam(Date.now()).day
  const [month, setMonth] = useState((chosen ?? (today > max ? max : today)).slice(0, 7))
  const first = `${month}-01`
  const last = monthEnd(month)
  const begin = weekStart(first)
  const weeks = Math.ceil((weekday(first) + Number(last.slice(8))) / 7)
  const days = Array.from({ length: weeks * 7 }, (_, n) => shiftDay(begin, n))
  const turn = (day: string) => setMonth(day.slice(0, 7))
  return (
    <fieldset class="month card">
      <legend class="unseen">{label}</legend>
      <div class="month-head">
        <button
          type="button"
          class="icon-button"
          aria-label={t('form.day.before')}
          onClick={() => turn(shiftDay(first, -1))}
        >
          <Icon name="back" />
        </button>
        <strong class="number" role="status">
          {t('form.day.month', { month: formatMonth(month) })}
        </strong>
        <button
          type="button"
          class="icon-button"
          aria-label={t('form.day.after')}
          onClick={() => turn(shiftDay(last, 1))}
        >
          <Icon name="forward" />
        </button>
      </div>
      <div class="month-days number">
        {t('form.day.weekdays')
          .split(' ')
          .map((name) => (
            <span key={name} class="soft small">
              {name}
            </span>
          ))}
        {days.map((day) =>
          day < first || day > last ? (
            <span key={day} />
          ) : (
            <button
              key={day}
              type="button"
              aria-label={formatDay(day)}
              aria-current={day === today ? 'date' : undefined}
              aria-pressed={day === chosen}
              disabled={day < min || day > max}
              onClick={() => onChoose(day)}
            >
              {Number(day.slice(8))}
            </button>
          ),
        )}
      </div>
    </fieldset>
  )
}

function Calendar() {
  return (
    <svg width="1.5rem" height="1.5rem" viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d="M4 6h16v14H4zm0 5h16M8 3v4m8-4v4"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
