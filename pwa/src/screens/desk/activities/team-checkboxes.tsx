import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Checks } from '../../../components/choice'
import { Icon } from '../../../components/icon'
import { t } from '../../../i18n'
import { useQuery } from '../../lead/answer'
import { type Choosable, groupTeams, type TeamGroup } from './team-groups'

interface Props {
  legend: string
  teams: readonly Choosable[]
  values: readonly string[]
  /** How many may be chosen together. */
  most: number
  onChange: (values: string[]) => void
  children?: ComponentChildren
}

/** Teams to tick, by commune, each commune with one tap; of several communes each is folded. */
export function TeamCheckboxes({ legend, teams, children, ...choice }: Props) {
  const units = useQuery('/api/units').body?.rows ?? []
  const groups = groupTeams(teams, units, t('activities.teams.elsewhere'))
  const { values, most, onChange } = choice
  const setAll = (ids: string[], chosen: boolean) => {
    const others = values.filter((id) => !ids.includes(id))
    onChange((chosen ? [...others, ...ids].slice(0, most) : others).sort())
  }
  const all = teams.map(({ id }) => id)
  return (
    <fieldset>
      <legend class="legend">{legend}</legend>
      {groups.length > 1 && (
        <All
          label={t('activities.teams.all_of', { n: all.length })}
          {...{ ids: all, values, most, setAll }}
        />
      )}
      {groups.map((group) => (
        <Group
          key={group.id}
          group={group}
          isAlone={groups.length === 1}
          {...choice}
          setAll={setAll}
        />
      ))}
      {children}
    </fieldset>
  )
}

interface AllProps {
  label: string
  ids: string[]
  values: readonly string[]
  most: number
  of?: string
  setAll: (ids: string[], chosen: boolean) => void
}

/** Ticks these teams, or as many as may be chosen, and then takes the ticks off again. */
function All({ label, of, ids, values, most, setAll }: AllProps) {
  const n = ids.filter((id) => values.includes(id)).length
  const isDone = n === ids.length || (n > 0 && values.length >= most)
  const name = isDone ? t('activities.teams.none') : label
  return (
    <button
      type="button"
      class={of ? 'button plain' : 'button plain start'}
      aria-label={of && `${name}: ${of}`}
      onClick={() => setAll(ids, !isDone)}
    >
      {name}
    </button>
  )
}

interface GroupProps extends Omit<Props, 'legend' | 'teams' | 'children'> {
  group: TeamGroup
  isAlone: boolean
  setAll: AllProps['setAll']
}

function Group({ group, isAlone, setAll, ...choice }: GroupProps) {
  const ids = group.teams.map(({ id }) => id)
  const { values } = choice
  const n = ids.filter((id) => values.includes(id)).length
  const [isOpen] = useState(isAlone || (n > 0 && n < ids.length))
  return (
    <div class="team-group">
      <details class="more" open={isOpen}>
        <summary>
          <Icon name="forward" size={20} />
          {t('activities.teams.of', { name: group.name, n, of: ids.length })}
        </summary>
        <Checks
          legend={group.name}
          options={group.teams.map((team) => ({ value: team.id, label: team.name }))}
          {...choice}
        />
      </details>
      {ids.length > 1 && (
        <All
          label={t('activities.teams.all')}
          of={group.name}
          {...{ ids, values, most: choice.most, setAll }}
        />
      )}
    </div>
  )
}
