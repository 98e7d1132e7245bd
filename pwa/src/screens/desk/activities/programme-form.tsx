import { writeProgramme } from '../../../actions/desk/activities'
import { Field, Select } from '../../../components/field'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { shiftDay } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import type { Programme } from './api-types'
import { LinesField } from './lines-field'
import { readLines, writeLines } from './programme-lines'

interface Props {
  programme: Programme
  form: string
  onClose: () => void
}

type Typed = Record<string, string>

const MOST_PARTS = 60
const TITLE = 200
const LABEL = 120

/** The whole programme: its parts, and in each a line for all that comes. */
export function ProgrammeForm({ programme, form, onClose }: Props) {
  const typed = usePersistedForm<Typed>(form, () => begin(programme))
  const { values, set } = typed
  const parts = (values.parts ?? '').split(' ').filter(Boolean)
  const days = daysBetween(programme.from, programme.to)
  const free = () => String(Math.max(0, ...parts.map(Number)) + 1)
  const value = (name: string, part: string) => (values[`${name}.${part}`] ?? '').trim()
  const linesOf = (part: string) => readLines(value('lines', part), Number(part))
  const isBehind = Number(values.seen) !== programme.version
  const missing = () => {
    if (isBehind) return t('programme.behind')
    const wrong = parts.flatMap((part) => {
      const [start, end] = [value('start', part), value('end', part)]
      const isTurned = end && end < start
      return [
        [`start.${part}`, start ? undefined : t('programme.start.missing')],
        [`end.${part}`, isTurned ? t('programme.end.turned') : undefined],
        [
          `lines.${part}`,
          linesOf(part).some(({ title }) => title.length > TITLE)
            ? t('programme.line.long')
            : undefined,
        ],
      ] as const
    })
    return wrong.some(([, why]) => why) ? Object.fromEntries(wrong) : null
  }
  const remove = (part: string) => {
    const before = values.parts ?? ''
    set({ parts: parts.filter((one) => one !== part).join(' ') })
    showSnackbar(t('programme.part.removed', { n: parts.indexOf(part) + 1 }), {
      label: t('do.undo'),
      run: () => set({ parts: before }),
    })
  }
  return (
    <SubmitForm
      typed={typed}
      title={t('programme.title')}
      missing={missing}
      save={() =>
        writeProgramme(programme.id, {
          version: Number(values.seen),
          slots: parts.map((part) => ({
            id: Number(part),
            name: value('name', part) || null,
            day: value('day', part) || programme.from,
            start: value('start', part),
            end: value('end', part) || null,
            place: value('place', part) || null,
          })),
          agenda: parts.flatMap(linesOf),
        })
      }
      saved={t('programme.saved')}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          {parts.map((part, at) => (
            <fieldset class="card" key={part}>
              <legend class="legend">{t('programme.part', { n: at + 1 })}</legend>
              <Field
                label={t('programme.part.name')}
                hint={t('programme.part.name.hint')}
                maxLength={LABEL}
                {...text(`name.${part}`)}
              />
              {days.length > 1 && (
                <Select
                  label={t('programme.part.day')}
                  options={days.map((day) => ({ value: day, label: formatDay(day) }))}
                  {...choice(`day.${part}`)}
                />
              )}
              <div class="two">
                <Field type="time" label={t('programme.part.start')} {...text(`start.${part}`)} />
                <Field type="time" label={t('programme.part.end')} {...text(`end.${part}`)} />
              </div>
              <Field
                label={t('programme.part.place')}
                maxLength={LABEL}
                {...text(`place.${part}`)}
              />
              <LinesField lines={linesOf(part)} {...text(`lines.${part}`)} />
              {parts.length > 1 && (
                <button type="button" class="button plain" onClick={() => remove(part)}>
                  {t('programme.part.remove')}
                </button>
              )}
            </fieldset>
          ))}
          {parts.length < MOST_PARTS && (
            <button
              type="button"
              class="button"
              onClick={() => set({ parts: [...parts, free()].join(' ') })}
            >
              {t('programme.part.add')}
            </button>
          )}
        </>
      )}
    </SubmitForm>
  )
}

/** What the form begins with: what stands there, or one part on the first day. */
function begin({ version, slots, agenda, from }: Programme): Typed {
  const blank = { id: 1, name: null, day: from, start: '07:30', end: null, place: null }
  const begun = slots.length > 0 ? slots : [blank]
  const fields = begun.flatMap((slot) => [
    [`name.${slot.id}`, slot.name ?? ''],
    [`day.${slot.id}`, slot.day],
    [`start.${slot.id}`, slot.start],
    [`end.${slot.id}`, slot.end ?? ''],
    [`place.${slot.id}`, slot.place ?? ''],
    [`lines.${slot.id}`, writeLines(agenda.filter((line) => line.slot === slot.id))],
  ])
  const parts = begun.map(({ id }) => id).join(' ')
  return { ...Object.fromEntries(fields), parts, seen: String(version) }
}

function daysBetween(from: string, to: string): string[] {
  const days = [from]
  while ((days.at(-1) as string) < to) days.push(shiftDay(days.at(-1) as string, 1))
  return days
}
