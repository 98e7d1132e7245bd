import { Choice } from '../../../components/choice'
import { Field } from '../../../components/field'
import { Stepper } from '../../../components/stepper'
import { t } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import type { Companions as Known } from '../../../queries/companions'
import { Companions } from '../../log/companions'
import { addService, type Draft, MOST_PEOPLE } from '../../log/draft'
import { Note } from '../../log/note'
import { PlaceChoice } from '../../log/place'
import { ServiceBlock } from '../../log/services'
import { optionsOf } from '../../shared/options'
import { sayField } from '../value'
import { draftOfValues, type Values, valuesOfDraft } from './review-form'

export interface Around extends Known {
  places: { id: string; name: string }[]
}

interface Props {
  name: string
  values: Values
  catalogue: Catalogue
  around: Around
  today: string
  onChange: (values: Values) => void
}

/** One field that somebody fills in, with the part that asks for it on the form of a session. */
export function ReviewField({ name, values, catalogue, around, today, onChange }: Props) {
  const set = (value: unknown) => onChange({ ...values, [name]: value })
  const label = sayField(name, catalogue)
  const text = String(values[name] ?? '')
  const choices = choicesOf(name, catalogue)
  if (choices) return <Choice legend={label} options={choices} value={text} onChange={set} />
  switch (name) {
    case 'people':
      return (
        <Stepper label={label} value={Number(values.people)} max={MOST_PEOPLE} onChange={set} />
      )
    case 'day':
    case 'from':
      return (
        <Field
          type="date"
          label={label}
          max={today}
          value={text}
          onInput={(day) => day && set(day)}
          wrong={text > today ? t('log.day.future') : undefined}
        />
      )
    case 'start':
      return <Field type="time" label={label} value={text} onInput={(time) => time && set(time)} />
    case 'companions':
      return (
        <Companions {...around} values={(values.companions as string[]) ?? []} onChange={set} />
      )
    case 'place':
      return <Place text={text} around={around} onChange={set} />
    case 'note':
      return <Note value={text} onChange={set} />
    case 'name':
      return <Field label={label} maxLength={60} value={text} onInput={set} />
    default:
      return <Service name={name} values={values} catalogue={catalogue} onChange={onChange} />
  }
}

function choicesOf(name: string, catalogue: Catalogue) {
  if (name === 'place_kind') return optionsOf(catalogue.placeKinds)
  if (name === 'age_band') return optionsOf(catalogue.ageBands)
  return name === 'affiliation' ? optionsOf(catalogue.affiliations) : null
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
      <span>{`${sayField(name, catalogue)}: ${t('field.none')}`}</span>
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
