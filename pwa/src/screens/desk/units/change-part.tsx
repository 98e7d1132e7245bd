import { Choice } from '../../../components/choice'
import { Field, Select } from '../../../components/field'
import { t, type Word } from '../../../i18n'
import type { Unit } from '../../lead/api-types'
import type { FieldProblem } from '../../lead/forms/form'
import type { PersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { ChooseUnit } from '../shared/choose-unit'
import { unitOptions } from '../shared/tree'
import { endingOf, kindOf, kindsUnder, partOf } from './unit-change'

interface Props {
  typed: PersistedForm<Record<string, string>>
  units: Unit[]
  place: number
  wrong: FieldProblem
}

const NAME = 120
const CODE = 20

/** One unit that takes over: a new one, or one that is there already. */
export function PartFields({ typed, units, place, wrong }: Props) {
  const kind = kindOf(typed.values)
  const part = partOf(typed.values, units, place)
  const ending = new Set(endingOf(typed.values, units).map((unit) => unit.id))
  const set = (name: string, value: string) => typed.set({ [`${name}${place}`]: value })
  const mayExist = kind === 'merge' || kind === 'split'
  const others = unitOptions(
    units.filter((unit) => !ending.has(unit.id)),
    todayHere(),
  )
  return (
    <fieldset>
      <legend class="legend">{t(`change.into.${kind}`, { n: place + 1 })}</legend>
      <div class="stack roomy">
        {mayExist && (
          <Choice
            legend={t('change.how')}
            quiet
            options={[
              { value: 'new', label: t('change.how.new') },
              { value: 'existing', label: t('change.how.existing') },
            ]}
            value={part.existing ? 'existing' : 'new'}
            onChange={(how) => set('how', how)}
          />
        )}
        {part.existing ? (
          <Select
            label={t('change.existing')}
            options={[...(part.id ? [] : [{ value: '', label: t('form.choose') }]), ...others]}
            value={part.id}
            onChange={(id) => set('into', id)}
          />
        ) : (
          <>
            {kind !== 'rename' && (
              <ChooseUnit
                label={t('units.field.parent')}
                value={part.parent}
                onChange={(parent) => set('parent', parent)}
              />
            )}
            <Select
              label={t('units.field.kind')}
              options={[
                ...(part.kind ? [] : [{ value: '', label: t('form.choose') }]),
                ...kindsUnder(units, part.parent).map((each) => ({
                  value: each,
                  label: t(`unit.kind.${each}` as Word),
                })),
              ]}
              value={part.kind}
              onChange={(chosen) => set('kind', chosen)}
            />
            <Field
              required
              label={t('units.field.name')}
              hint={t('units.field.name.hint')}
              maxLength={NAME}
              value={part.name}
              wrong={wrong('into')}
              onInput={(name) => set('name', name)}
            />
            <Field
              required
              label={t('units.field.code')}
              hint={t('units.field.code.hint')}
              autocapitalize="characters"
              maxLength={CODE}
              value={part.code}
              onInput={(code) => set('code', code)}
            />
          </>
        )}
      </div>
    </fieldset>
  )
}
