import { useState } from 'preact/hooks'
import { addTeam, type TeamNames } from '../../actions/teams'
import { say } from '../../parts/snackbar'
import { t } from '../../words'
import { go } from '../router'
import { ChooseUnit } from './choose-unit'
import { KeepForm, PastDay } from './keep-form'
import { TeamNamesFields, trimmed } from './team-names'
import { todayHere } from './today'

/** A new team; its page opens, for the first invitation. */
export function NewTeamForm({ onCancel }: { onCancel: () => void }) {
  const [names, setNames] = useState<TeamNames>({ name: '', kind: 'doi_hinh', label: '' })
  const [unit, setUnit] = useState('')
  const [from, setFrom] = useState(todayHere())
  return (
    <KeepForm
      title={t('teams.add')}
      yes={t('teams.add.take')}
      missing={() => (names.name.trim() && unit && from ? null : t('teams.missing'))}
      save={() => addTeam({ ...trimmed(names), unit, from })}
      onDone={({ id }) => {
        say(t('teams.added', { name: names.name.trim() }))
        go(`/desk/team/${id}`)
      }}
      onCancel={onCancel}
    >
      {(wrong) => (
        <>
          <TeamNamesFields names={names} wrong={wrong} onChange={setNames} />
          <ChooseUnit label={t('teams.unit')} value={unit} onChange={setUnit} />
          <PastDay
            label={t('keep.from')}
            name="from"
            value={from}
            wrong={wrong}
            onInput={setFrom}
          />
        </>
      )}
    </KeepForm>
  )
}
