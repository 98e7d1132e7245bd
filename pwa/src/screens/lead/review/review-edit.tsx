import { useEffect, useRef, useState } from 'preact/hooks'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import { type Catalogue, useLive } from '../../../queries'
import { companions } from '../../../queries/companions'
import { places } from '../../../queries/team'
import { specOf } from '../../../rules/kinds'
import type { Draft } from '../../log/draft'
import { LogForm } from '../../log/form'
import { NotSaved } from '../../log/not-saved'
import { isBlocked, type Missing, useDirty, whatIsMissing } from '../../log/saving'
import { containsCitizenData, screened } from '../../log/screened'
import { useQuery } from '../answer'
import type { ReviewRow } from '../api-types'
import { todayHere } from '../today'
import { teammatesOf } from './companions'
import { type Around, ReviewField } from './review-fields'
import {
  draftOfValues,
  ownValues,
  type ReviewFormState,
  type Values,
  valuesOfDraft,
} from './review-form'

interface Props {
  row: ReviewRow
  form: ReviewFormState
  catalogue: Catalogue
  /** What members and places are called here. */
  names: ReadonlyMap<string, string> | undefined
  busy: boolean
  onEdit: (own: Record<string, unknown>, reason: string) => void
  onClose: () => void
}

/** On the phone of the team's lead, who has its people and places. */
export function EditHere(props: Props) {
  const { row } = props
  const ours = useLive(companions({ team: row.team?.id ?? null, author: row.author?.id ?? null }))
  const known = useLive(places())
  if (!ours || !known) return null
  const others = sentPlaces(props).filter(({ id }) => !known.some((place) => place.id === id))
  return <EditFirst {...props} around={{ ...ours, places: [...known, ...others] }} />
}

/** At the desk, which asks the server who is in the team. */
export function EditAtDesk(props: Props) {
  const { row, form, names = new Map<string, string>() } = props
  const id = row.team?.id ?? ''
  const team = useQuery('/api/teams/{team_id}', { team_id: id })
  const today = todayHere()
  const named = (form.values.companions ?? []) as string[]
  const session = {
    day: String(form.values.day ?? today),
    companions: named.flatMap((who) => {
      const name = names.get(who)
      return name ? [{ id: who, name }] : []
    }),
    author: row.author,
  }
  const around = {
    teammates: teammatesOf(session, team.body, today),
    names,
    places: sentPlaces(props),
  }
  return <EditFirst {...props} around={around} desk />
}

/** The places that are spoken of, of a late value the one that stands too. */
function sentPlaces({ row, form, names }: Props): Around['places'] {
  const late = row.field === 'place' ? [row.current, row.proposed] : []
  const ids = [...late, form.values.place].filter((place) => place).map(String)
  return [...new Set(ids)].map((id) => ({ id, name: names?.get(id) ?? t('field.place') }))
}

type Allowed = Parameters<typeof containsCitizenData>[1]

const MOST = 120

/** What waits, to be put right and taken in; never without why. */
function EditFirst({
  row,
  form,
  around,
  desk = false,
  ...props
}: Props & { around: Around; desk?: boolean }) {
  const [values, setValues] = useState(form.values)
  const [draft, setDraft] = useState<Draft>(() => draftOfValues(form.values))
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<Missing | null>(null)
  const [lacks, setLacks] = useState(false)
  const section = useRef<HTMLElement>(null)
  useEffect(() => section.current?.focus(), [])
  useDirty(true)
  const today = todayHere()
  const now = form.whole ? { ...otherValuesOf(form, values), ...valuesOfDraft(draft) } : values
  const own = ownValues(form, now)
  const isReady = Object.keys(own).length > 0 && !hasFault(now, draft, form, today)
  const edit = () => {
    const author = row.author?.id ?? null
    const lacking = form.whole
      ? whatIsMissing(draft, props.catalogue, { author, told: missing })
      : null
    setMissing(lacking)
    const clean = reason.normalize('NFC').trim()
    setLacks(!clean)
    if (!lacking && clean && !containsCitizenData(clean)) props.onEdit(own, clean)
  }
  return (
    <section class="stack roomy" aria-label={t('review.edit')} tabIndex={-1} ref={section}>
      {form.whole ? (
        <LogForm
          whole
          draft={draft}
          today={today}
          whose={{ team: row.team?.id ?? null, author: row.author?.id ?? null }}
          around={desk ? { teammates: around.teammates, place: placeOf(draft, around) } : undefined}
          missing={missing}
          onChange={(next) => {
            setMissing(null)
            setDraft(next)
          }}
        />
      ) : null}
      {(form.whole ? form.beside : form.names).map((name) => (
        <ReviewField
          key={name}
          kind={form.kind}
          name={name}
          values={values}
          catalogue={props.catalogue}
          around={around}
          today={today}
          onChange={setValues}
        />
      ))}
      <Field
        label={t('review.reason')}
        hint={t('review.reason.hint')}
        maxLength={MOST}
        value={reason}
        onInput={setReason}
        wrong={
          screened({ text: reason, where: t('review.reason'), onClean: setReason }) ??
          (lacks && !reason.trim() ? t('review.reason.missing') : undefined)
        }
      />
      <NotSaved missing={missing} />
      <div class="row">
        <button
          type="button"
          class="button primary"
          disabled={props.busy || !isReady}
          onClick={edit}
        >
          {t('review.edit.accept')}
        </button>
        <button type="button" class="button" onClick={props.onClose}>
          {t('do.close')}
        </button>
      </div>
    </section>
  )
}

/** Whether something stands there that may not go in; the field itself says what. */
function hasFault(now: Values, draft: Draft, form: ReviewFormState, today: string): boolean {
  if (form.whole && isBlocked(draft, today)) return true
  return form.names.some((name) => {
    const spec = specOf(name, form.kind) ?? {}
    const text = String(now[name] ?? '').normalize('NFC')
    if ('day' in spec) return text > today
    const { most, may_hold } = (spec.text ?? {}) as { most?: number; may_hold?: Allowed }
    return most !== undefined && ([...text].length > most || containsCitizenData(text, may_hold))
  })
}

/** What the form of a session does not ask for by itself. */
const otherValuesOf = (form: ReviewFormState, values: Values): Values =>
  Object.fromEntries(form.beside.map((name) => [name, values[name]]))

function placeOf({ place, placeKind }: Draft, { places: known }: Around) {
  const found = known.find(({ id }) => id === place) ?? known[0]
  return found ? { ...found, placeKind } : null
}
