import { useRef, useState } from 'preact/hooks'
import { addPlace } from '../../actions/places'
import { Choice } from '../../components/choice'
import { Field, Select } from '../../components/field'
import { useOnce } from '../../components/once'
import { problem, t } from '../../i18n'
import { catalogue, useLive } from '../../queries'
import { places } from '../../queries/team'
import { optionsOf } from '../shared/options'
import type { Draft } from './draft'
import { type Missing, withPlace } from './saving'
import { containsCitizenData, screened } from './screened'

interface Place {
  id: string
  name: string
  placeKind: string
}

interface Props {
  draft: Draft
  /** These instead of the team's, and none that is new. */
  only?: (Place | null)[] | undefined
  missing?: Missing['at'] | undefined
  onChange: (draft: Draft) => void
}

const NEW = 'new'

/** A place from the team's list, none, or a new one for the list. */
export function PlaceChoice({ draft, only, missing, onChange }: Props) {
  const ours = useLive(places()) ?? []
  const all: Place[] = only ? only.filter((place) => place !== null) : ours
  const fitting = all.filter((p) => p.placeKind === draft.placeKind || p.id === draft.place)
  const choose = (value: string) => {
    if (value === NEW) onChange({ ...draft, newPlace: '' })
    else onChange({ ...draft, newPlace: undefined, place: value || null })
  }
  // A place takes a moment to be kept. Whatever is put in meanwhile stays, another choice too.
  const newest = useRef({ draft, onChange })
  newest.current = { draft, onChange }
  const added = (place: string) => {
    const now = newest.current
    const next = withPlace(now.draft, place, draft)
    if (next !== now.draft) now.onChange(next)
  }
  return (
    <div class="stack">
      <Select
        label={t('log.place')}
        options={[
          { value: '', label: t('log.place.none') },
          ...fitting.map((place) => ({ value: place.id, label: place.name })),
          ...(only ? [] : [{ value: NEW, label: t('log.place.new') }]),
        ]}
        value={draft.newPlace === undefined ? (draft.place ?? '') : NEW}
        onChange={choose}
      />
      {draft.newPlace !== undefined && (
        <NewPlace
          kind={draft.newPlaceKind}
          name={draft.newPlace}
          isMissing={missing === 'place'}
          onKind={(newPlaceKind) => onChange({ ...draft, newPlaceKind })}
          onName={(newPlace) => onChange({ ...draft, newPlace })}
          onAdded={added}
        />
      )}
    </div>
  )
}

const MOST_NAME = 60

interface NewPlaceProps {
  /** Undefined until somebody has said it: a market must not become a house of culture silently. */
  kind: string | undefined
  name: string
  isMissing: boolean
  onKind: (kind: string) => void
  onName: (name: string) => void
  onAdded: (id: string) => void
}

/** Its name is part of the form until it is on the list, so that nothing typed is lost by "Lưu". */
function NewPlace({ kind, name, isMissing, onKind, onName, onAdded }: NewPlaceProps) {
  const known = useLive(catalogue())
  const [trouble, setTrouble] = useState('')
  const { busy, once } = useOnce()
  const found = screened({ text: name, where: t('log.place.name'), onClean: onName })
  const add = async () => {
    const clean = name.normalize('NFC').trim()
    if (!clean || !kind || containsCitizenData(clean)) return
    const answer = await addPlace(clean, kind)
    if (!answer.ok) return setTrouble(problem(answer.problem))
    onAdded(answer.id)
  }
  return (
    <div class="card quiet">
      <Field
        label={t('log.place.name')}
        hint={t('log.place.hint')}
        maxLength={MOST_NAME}
        value={name}
        onInput={onName}
        wrong={found ?? (trouble || (isMissing && kind ? t('log.place.unadded') : undefined))}
      />
      <Choice
        legend={t('log.place.kind')}
        options={optionsOf(known?.placeKinds ?? [])}
        value={kind ?? ''}
        isWrong={isMissing && !kind}
        onChange={onKind}
      />
      <button
        type="button"
        class="button"
        disabled={busy || !kind || !name.trim() || Boolean(found)}
        onClick={() => once(add)}
      >
        {t('log.place.add')}
      </button>
    </div>
  )
}
