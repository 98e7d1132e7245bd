import { addTeam } from '../../../actions/desk/teams'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { useQuery } from '../../lead/answer'
import { PastDay, SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { go } from '../../router'
import { ChooseUnit } from '../shared/choose-unit'
import { TeamNamesFields, trimmed } from '../shared/team-names'
import { unitOptions } from '../shared/tree'

/** A new team; its page opens, for the first invitation. */
export function NewTeamForm({ onCancel }: { onCancel: () => void }) {
  const units = useQuery('/api/units').body?.rows ?? []
  const [first, ...others] = unitOptions(units, todayHere())
  const typed = usePersistedForm(forms.newTeam, () => ({
    name: '',
    kind: 'doi_hinh',
    label: '',
    unit: others.length === 0 ? (first?.value ?? '') : '',
    from: todayHere(),
  }))
  const { unit, from, ...names } = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('teams.add')}
      yes={t('teams.add.take')}
      missing={() => (names.name.trim() && unit && from ? null : t('teams.missing'))}
      save={() => addTeam({ ...trimmed(names), unit, from })}
      onDone={({ id }) => {
        showSnackbar(t('teams.added', { name: names.name.trim() }))
        go(`/desk/team/${id}`)
      }}
      onClose={onCancel}
    >
      {({ text, choice }) => (
        <>
          <TeamNamesFields text={text} choice={choice} />
          <ChooseUnit required label={t('teams.unit')} {...choice('unit')} />
          <PastDay required label={t('form.from')} {...text('from')} />
        </>
      )}
    </SubmitForm>
  )
}
