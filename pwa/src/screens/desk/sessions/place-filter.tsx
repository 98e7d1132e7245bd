import { Select } from '../../../components/field'
import { t } from '../../../i18n'
import { useQuery } from '../../lead/answer'
import { setQuery } from '../../shared/set-query'
import { ChooseUnit } from '../shared/choose-unit'

interface Props {
  unit: string
  team: string | undefined
  /** What the team is called: it may have ended since. */
  name: string | undefined
}

/** Filters the sessions by unit and by team. */
export function PlaceFilter({ unit, team, name }: Props) {
  const answer = useQuery('/api/teams', { unit })
  const teams = answer.body?.rows ?? []
  const isListed = !team || teams.some(({ id }) => id === team)
  // A person belongs to a team: of another one there is nothing to show.
  const choose = (query: { unit?: string; team?: string | undefined }) =>
    setQuery({ member: undefined, pages: undefined, ...query })
  return (
    <>
      <ChooseUnit
        label={t('desk.by.unit')}
        value={unit}
        onChange={(chosen) => choose({ unit: chosen, team: undefined })}
      />
      <Select
        label={t('record.team')}
        options={[
          { value: '', label: t('sessions.filter.all') },
          ...(isListed ? [] : [{ value: team, label: name ?? '' }]),
          ...teams.map((one) => ({ value: one.id, label: one.name })),
        ]}
        value={team ?? ''}
        onChange={(chosen) => choose({ team: chosen || undefined })}
      />
    </>
  )
}
