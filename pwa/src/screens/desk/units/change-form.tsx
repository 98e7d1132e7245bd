import type { Outcome } from '../../../actions/outcome'
import { Choice } from '../../../components/choice'
import { Select } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { t } from '../../../i18n'
import { shiftDay } from '../../../i18n/dates'
import type { Unit } from '../../lead/api-types'
import { SubmitForm } from '../../lead/forms/form'
import type { PersistedForm as Held } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { go } from '../../router'
import { type Branch, formatUnit, treeOf, unitOptions } from '../shared/tree'
import type { UnitsChanged } from './api-types'
import { PartFields } from './change-part'
import {
  CHANGE_KINDS,
  CHOSEN,
  endingOf,
  kindOf,
  missingWord,
  partsOf,
  type Typed,
} from './unit-change'

/** So many days ahead the server previews a change. */
const PREVIEW_DAYS = 366

interface Props {
  typed: Held<Record<string, string>>
  /** Those that may end: all but the own one. */
  below: Unit[]
  units: Unit[]
  look: () => Promise<Outcome<{ body: unknown }>>
  onPreview: (preview: UnitsChanged) => void
}

/** What is to be done to which units, and what they become. */
export function ChangeForm({ typed, below, units, look, onPreview }: Props) {
  const { values } = typed
  const kind = kindOf(values)
  const parts = partsOf(values)
  const missing = () => {
    const word = missingWord(values, units)
    return word && t(word)
  }
  return (
    <SubmitForm
      // It is handed in only when what it leads to is confirmed.
      typed={{ ...typed, forget: () => undefined }}
      title={t('change.form')}
      yes={t('change.look')}
      missing={missing}
      save={look}
      onDone={({ body }) => onPreview(body as UnitsChanged)}
      onClose={() => {
        typed.forget()
        go('/desk/units')
      }}
    >
      {({ text, choice, wrong }) => (
        <>
          <Choice
            legend={t('change.kind')}
            options={CHANGE_KINDS.map((each) => ({ value: each, label: t(`change.kind.${each}`) }))}
            {...choice('kind')}
          />
          {kind === 'rename' && <p class="soft">{t('change.rename.why')}</p>}
          {kind === 'merge' ? (
            <Several typed={typed} below={below} />
          ) : (
            <One typed={typed} below={below} />
          )}
          {Array.from({ length: parts }, (_, place) => (
            <PartFields key={place} typed={typed} units={units} place={place} wrong={wrong} />
          ))}
          {kind === 'split' && (
            <p class="row">
              <button
                type="button"
                class="button"
                onClick={() => typed.set({ parts: `${parts + 1}` })}
              >
                {t('change.part.add')}
              </button>
              {parts > 2 && (
                <button
                  type="button"
                  class="button plain"
                  onClick={() => typed.set({ parts: `${parts - 1}` })}
                >
                  {t('change.part.remove', { n: parts })}
                </button>
              )}
            </p>
          )}
          <DayField
            required
            label={t('change.on')}
            hint={t('change.on.hint')}
            max={shiftDay(todayHere(), PREVIEW_DAYS)}
            {...text('on')}
          />
        </>
      )}
    </SubmitForm>
  )
}

interface EndingProps {
  typed: Held<Record<string, string>>
  below: Unit[]
}

const toggled = (typed: Typed, id: string) => ({
  [`end:${id}`]: typed[`end:${id}`] === CHOSEN ? '' : CHOSEN,
})

function Several({ typed, below }: EndingProps) {
  const chosen = endingOf(typed.values, below).length
  const list = (branches: Branch[], kind: string) => (
    <ul class={kind}>
      {branches.map(({ unit, below: inner }) => (
        <li key={unit.id}>
          <label class="check">
            <input
              type="checkbox"
              checked={typed.values[`end:${unit.id}`] === CHOSEN}
              onChange={() => typed.set(toggled(typed.values, unit.id))}
            />
            <span>{formatUnit(unit)}</span>
          </label>
          {inner.length > 0 && list(inner, 'tree')}
        </li>
      ))}
    </ul>
  )
  return (
    <fieldset>
      <legend class="legend">{t('change.ending.merge')}</legend>
      {list(treeOf(below), 'tree columns')}
      <p class="soft small" role="status">
        {t('change.ending.count', { n: chosen })}
      </p>
    </fieldset>
  )
}

function One({ typed, below }: EndingProps) {
  const [chosen] = endingOf(typed.values, below)
  const options = unitOptions(below, todayHere())
  const choose = (id: string) => {
    const others = Object.keys(typed.values).filter((field) => field.startsWith('end:'))
    typed.set({ ...Object.fromEntries(others.map((field) => [field, ''])), [`end:${id}`]: CHOSEN })
  }
  return (
    <Select
      label={t(`change.ending.${kindOf(typed.values)}`)}
      options={[...(chosen ? [] : [{ value: '', label: t('form.choose') }]), ...options]}
      value={chosen?.id ?? ''}
      onChange={choose}
    />
  )
}
