import { useState } from 'preact/hooks'
import { Choice } from '../../components/choice'
import { t } from '../../i18n'
import { type Catalogue, useLive } from '../../queries'
import { type CompanionsOf, companions } from '../../queries/companions'
import { optionsOf } from '../shared/options'
import { Companions } from './companions'
import { Day } from './day'
import type { Draft, FormContext } from './draft'
import { Note } from './note'
import { PlaceChoice } from './place'
import type { Missing } from './saving'
import { AddService } from './services'

interface Props {
  draft: Draft
  catalogue: Catalogue
  today: string
  whole: boolean
  whose: CompanionsOf
  around?: FormContext | undefined
  missing: Missing['at'] | undefined
  onChange: (draft: Draft) => void
}

/** All that has a usual answer: place, day, companions, age, note, one more service. */
export function Details(props: Props) {
  const { draft, catalogue, today, whole, whose, around, missing, onChange } = props
  const ours = useLive(companions(whose))
  // Whoever came along today was not there on another day by that.
  const [usual] = useState(draft.stood ? null : draft.companions)
  const onDay = (next: Draft) =>
    onChange(
      next.day !== draft.day && next.companions === usual ? { ...next, companions: [] } : next,
    )
  return (
    <div class="stack roomy">
      {!whole && draft.services.length === 1 && (
        <AddService draft={draft} catalogue={catalogue} missing={missing} onChange={onChange} />
      )}
      <Choice
        legend={t('log.place_kind')}
        options={optionsOf(catalogue.placeKinds)}
        value={draft.placeKind}
        onChange={(placeKind) =>
          onChange({ ...draft, placeKind, place: null, newPlaceKind: placeKind })
        }
      />
      <PlaceChoice
        draft={draft}
        only={around && [around.place]}
        missing={missing}
        onChange={onChange}
      />
      <Day draft={draft} today={today} onChange={onDay} />
      {ours && (
        <Companions
          {...ours}
          {...(around && { teammates: around.teammates })}
          values={draft.companions}
          isWrong={missing === 'companions'}
          onChange={(companions) => onChange({ ...draft, companions })}
        />
      )}
      <Choice
        legend={t('log.age_band')}
        options={optionsOf(catalogue.ageBands)}
        value={draft.ageBand}
        onChange={(ageBand) => onChange({ ...draft, ageBand })}
      />
      <Note value={draft.note} onChange={(note) => onChange({ ...draft, note })} />
    </div>
  )
}
