import { useState } from 'preact/hooks'
import { addPlace } from '../../actions/places'
import { Field, Select } from '../../parts/field'
import { useOnce } from '../../parts/once'
import { useLive } from '../../queries'
import { places } from '../../queries/team'
import { problem, t } from '../../words'
import type { Draft } from './draft'
import { holdsCitizenData, screened } from './screened'

interface Place {
  id: string
  name: string
  placeKind: string
}

interface Props {
  draft: Draft
  /** These instead of the team's, and none that is new. */
  only?: (Place | null)[] | undefined
  onChange: (draft: Draft) => void
}

const NEW = 'new'

/** A place from the team's list, none, or a new one for the list. */
export function PlaceChoice({ draft, only, onChange }: Props) {
  const ours = useLive(places()) ?? []
  const all: Place[] = only ? only.filter((place) => place !== null) : ours
  const [adding, setAdding] = useState(false)
  const fitting = all.filter((p) => p.placeKind === draft.placeKind || p.id === draft.place)
  const choose = (value: string) => {
    setAdding(value === NEW)
    if (value !== NEW) onChange({ ...draft, place: value || null })
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
        value={adding ? NEW : (draft.place ?? '')}
        onChange={choose}
      />
      {adding && (
        <NewPlace
          kind={draft.placeKind}
          onAdded={(place) => {
            setAdding(false)
            onChange({ ...draft, place })
          }}
        />
      )}
    </div>
  )
}

const MOST_NAME = 60

function NewPlace({ kind, onAdded }: { kind: string; onAdded: (id: string) => void }) {
  const [name, setName] = useState('')
  const [trouble, setTrouble] = useState('')
  const { busy, once } = useOnce()
  const found = screened({ text: name, where: t('log.place.name'), onClean: setName })
  const add = async () => {
    const clean = name.normalize('NFC').trim()
    if (!clean || holdsCitizenData(clean)) return
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
        onInput={setName}
        wrong={found ?? (trouble || undefined)}
      />
      <button
        type="button"
        class="button"
        disabled={busy || !name.trim() || Boolean(found)}
        onClick={() => once(add)}
      >
        {t('log.place.add')}
      </button>
    </div>
  )
}
