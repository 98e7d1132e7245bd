import type { UnitChanges } from '../../../actions/desk/units'
import { Select } from '../../../components/field'
import { t } from '../../../i18n'
import type { Unit } from '../../lead/api-types'
import { formatUnit } from '../shared/tree'
import type { UnitsChanged } from './api-types'
import { nameOfPart } from './describe-change'

interface Props {
  preview: UnitsChanged
  wish: Omit<UnitChanges, 'dry_run'>
  units: Unit[]
  onGoes: (field: string, place: string) => void
}

/** To which of several units each team of the one that is divided goes, and each unit below it. */
export function Decide({ preview, wish, units, onGoes }: Props) {
  const whole = new Set(wish.units)
  const below = preview.ends.filter((unit) => unit.parent !== null && whole.has(unit.parent))
  const teams = preview.teams.filter((team) => whole.has(team.before.id))
  if (below.length + teams.length === 0) return null
  const options = wish.into.map((one, place) => ({
    value: `${place}`,
    label: nameOfPart(one, units),
  }))
  const chosen = (what: 'team' | 'unit', id: string) => {
    const found = wish.goes.find((one) => one[what] === id)
    return found ? `${found.into}` : ''
  }
  const line = (what: 'team' | 'unit', id: string, name: string) => {
    const value = chosen(what, id)
    return (
      <Select
        key={id}
        label={t('change.goes.where', { name })}
        options={[...(value ? [] : [{ value: '', label: t('form.choose') }]), ...options]}
        value={value}
        onChange={(place) => onGoes(`${what}:${id}`, place)}
      />
    )
  }
  return (
    <section class="card roomy">
      <h2>{t('change.decide')}</h2>
      <p>{t('change.decide.why')}</p>
      {below.map((unit) => line('unit', unit.id, formatUnit(unit)))}
      {teams.map((team) => line('team', team.id, team.name))}
    </section>
  )
}
