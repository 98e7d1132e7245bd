import { addUnit, endUnit, renameUnit } from '../../../actions/desk/units'
import { Field, Select } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { t, type Word } from '../../../i18n'
import type { Unit } from '../../lead/api-types'
import { SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { formatUnit } from '../shared/tree'
import { kindsBelow } from '../shared/unit-kinds'

interface Props {
  unit: Unit
  onClose: () => void
}

const NAME = 120
const CODE = 20

const capitals = (code: string) => code.trim().toUpperCase()

/** A new unit under another. */
export function AddUnit({ parent, onClose }: { parent: Unit; onClose: () => void }) {
  const typed = usePersistedForm(forms.addUnit(parent.id), () => ({
    name: '',
    code: '',
    kind: kindsBelow(parent.kind)[0] ?? '',
    from: todayHere(),
  }))
  const { name, code, kind, from } = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('units.add.under', { name: formatUnit(parent) })}
      yes={t('units.add')}
      missing={() => (name.trim() && code.trim() && from ? null : t('units.missing'))}
      save={() =>
        addUnit({
          name: name.trim(),
          code: capitals(code),
          kind,
          parent: parent.id,
          valid_from: from,
        })
      }
      saved={t('units.added', { name: formatUnit({ kind, name: name.trim() }) })}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <Select
            label={t('units.field.kind')}
            options={kindsBelow(parent.kind).map((each) => ({
              value: each,
              label: t(`unit.kind.${each}` as Word),
            }))}
            {...choice('kind')}
          />
          <Field
            required
            label={t('units.field.name')}
            hint={t('units.field.name.hint')}
            maxLength={NAME}
            {...text('name')}
          />
          <Field
            required
            label={t('units.field.code')}
            hint={t('units.field.code.hint')}
            autocapitalize="characters"
            maxLength={CODE}
            {...text('code')}
          />
          <DayField required label={t('form.from')} {...text('from', 'valid_from')} />
        </>
      )}
    </SubmitForm>
  )
}

/** The same unit under a mended name or code, for all days. */
export function RenameUnit({ unit, onClose }: Props) {
  const typed = usePersistedForm(forms.renameUnit(unit.id), () => ({
    name: unit.name,
    code: unit.code,
  }))
  const { name, code } = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('units.rename.of', { name: formatUnit(unit) })}
      missing={() => (name.trim() && code.trim() ? null : t('units.missing'))}
      save={() =>
        renameUnit(unit.id, {
          ...(name.trim() !== unit.name && { name: name.trim() }),
          ...(capitals(code) !== unit.code && { code: capitals(code) }),
        })
      }
      saved={t('form.saved')}
      onClose={onClose}
    >
      {({ text }) => (
        <>
          <p>{t('units.rename.why')}</p>
          <Field required label={t('units.field.name')} maxLength={NAME} {...text('name')} />
          <Field
            required
            label={t('units.field.code')}
            autocapitalize="characters"
            maxLength={CODE}
            {...text('code')}
          />
        </>
      )}
    </SubmitForm>
  )
}

/** The last day on which a unit stands. */
export function EndUnit({ unit, onClose }: Props) {
  const typed = usePersistedForm(forms.endUnit(unit.id), () => ({ on: todayHere() }))
  const { on } = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('units.end.of', { name: formatUnit(unit) })}
      yes={t('units.end')}
      missing={() => (on ? null : t('form.day_missing'))}
      save={() => endUnit(unit.id, on)}
      saved={t('units.end.done', { name: formatUnit(unit) })}
      onClose={onClose}
    >
      {({ text }) => (
        <>
          <p>{t('units.end.why')}</p>
          <DayField required label={t('form.last_day')} min={unit.valid_from} {...text('on')} />
        </>
      )}
    </SubmitForm>
  )
}
