import { Choice } from '../../../components/choice'
import { Field } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { Stepper } from '../../../components/stepper'
import { t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import type { Catalogue } from '../../../queries'
import type { Companions as Known } from '../../../queries/companions'
import { specOf } from '../../../rules/kinds'
import { MOST_PEOPLE } from '../../../rules/kinds/session-bounds'
import { Companions } from '../../log/companions'
import { addService, type Draft, firstDay } from '../../log/draft'
import { Note } from '../../log/note'
import { PlaceChoice } from '../../log/place'
import { ServiceBlock } from '../../log/services'
import { optionsOf } from '../../shared/options'
import { catalogueOf, formatField } from '../format-value'
import { draftOfValues, type Values, valuesOfDraft } from './review-form'

export interface Around extends Known {
  places: { id: string; name: string }[]
}

interface Props {
  kind: string
  name: string
  values: Values
  catalogue: Catalogue
  around: Around
  today: string
  onChange: (values: Values) => void
}

/** One field that somebody fills in, with the part that asks for such a field on the form of a session. */
export function ReviewField({ kind, name, values, catalogue, around, today, onChange }: Props) {
  const set = (value: unknown) => onChange({ ...values, [name]: value })
  const label = formatField(name, catalogue)
  const text = String(values[name] ?? '')
  const spec = specOf(name, kind) ?? {}
  if ('object' in spec)
    return <Service name={name} values={values} catalogue={catalogue} onChange={onChange} />
  if ('count' in spec)
    return <Stepper label={label} value={Number(text)} max={most(spec.count)} onChange={set} />
  if ('code' in spec) {
    const options = choicesOf(catalogueOf(name, spec), catalogue)
    return <Choice legend={label} options={options} value={text} onChange={set} />
  }
  if ('day' in spec)
    return (
      <DayField
        label={label}
        max={today}
        value={text}
        onInput={(day) => day && set(day)}
        wrong={text > today ? t('log.day.wrong', { from: formatDay(firstDay(today)) }) : undefined}
      />
    )
  if ('time' in spec)
    return <Field type="time" label={label} value={text} onInput={(time) => time && set(time)} />
  if ('ids' in spec)
    return <Companions {...around} values={(values[name] as string[]) ?? []} onChange={set} />
  if ('id' in spec) return <Place text={text} around={around} onChange={set} />
  if (name === 'note') return <Note value={text} onChange={set} />
  return <Field label={label} maxLength={most(spec.text)} value={text} onInput={set} />
}

const most = (bounds: unknown) => (bounds as { most: number }).most

function choicesOf(of: string, catalogue: Catalogue) {
  const known = { place_kind: catalogue.placeKinds, affiliation: catalogue.affiliations }
  return optionsOf({ ...known, age_band: catalogue.ageBands }[of] ?? [])
}

interface PlaceProps {
  text: string
  around: Around
  onChange: (place: string | null) => void
}

/** Any place of the team: of which kind it is, is not asked here. */
function Place({ text, around, onChange }: PlaceProps) {
  const draft = draftOfValues({ place: text || null })
  const { placeKind } = draft
  return (
    <PlaceChoice
      draft={draft}
      only={around.places.map((place) => ({ ...place, placeKind }))}
      onChange={(next) => onChange(next.place)}
    />
  )
}

type ServiceProps = Pick<Props, 'name' | 'values' | 'catalogue' | 'onChange'>

/** How one service ended; one that was taken out can be put in again. */
function Service({ name, values, catalogue, onChange }: ServiceProps) {
  const draft: Draft = {
    ...draftOfValues({ [name]: values[name] }),
    people: Number(values.people ?? MOST_PEOPLE),
  }
  const [line] = draft.services
  const change = (next: Draft) =>
    onChange({ ...values, [name]: valuesOfDraft({ ...next, people: 1 })[name] ?? null })
  if (line)
    return <ServiceBlock many line={line} draft={draft} catalogue={catalogue} onChange={change} />
  const code = name.slice('services.'.length)
  return (
    <p class="row">
      <span>{`${formatField(name, catalogue)}: ${t('field.none')}`}</span>
      <button
        type="button"
        class="button"
        onClick={() => change(addService({ ...draft, people: 1 }, code))}
      >
        {t('review.edit.add')}
      </button>
    </p>
  )
}
