import { changeTeam, endTeam, moveTeam } from '../../../actions/desk/teams'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { lastDayOf, type WholeTeam } from '../../lead/api-types'
import { PastDay, SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { type RowAction, RowActions } from '../../lead/forms/row-actions'
import { todayHere } from '../../lead/today'
import { go } from '../../router'
import { ChooseUnit } from '../shared/choose-unit'
import { TeamNamesFields, trimmed } from '../shared/team-names'

/** What a coordinator does to the team itself. */
export function TeamActions({ team }: { team: WholeTeam }) {
  return (
    <RowActions
      name={team.name}
      label={t('team.keep')}
      actions={[
        {
          label: t('team.change'),
          formName: forms.team(team.id),
          form: (close) => <Change team={team} onClose={close} />,
        },
        ...(lastDayOf(team) ? [] : goingOn(team)),
      ]}
    />
  )
}

/** What is done to a team that has not ended. */
const goingOn = (team: WholeTeam): RowAction[] => [
  {
    label: t('team.move'),
    formName: forms.moveTeam(team.id),
    form: (close) => <Move team={team} onClose={close} />,
  },
  {
    label: t('team.end'),
    danger: true,
    formName: forms.endTeam(team.id),
    form: (close) => <End team={team} onClose={close} />,
  },
]

interface Props {
  team: WholeTeam
  onClose: () => void
}

function Change({ team, onClose }: Props) {
  const { name, kind, label } = team
  const typed = usePersistedForm(forms.team(team.id), () => ({ name, kind, label: label ?? '' }))
  const names = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('team.change')}
      missing={() => (names.name.trim() ? null : t('teams.missing.name'))}
      save={() => changeTeam(team.id, trimmed(names))}
      saved={t('form.saved')}
      onClose={onClose}
    >
      {({ text, choice }) => <TeamNamesFields text={text} choice={choice} />}
    </SubmitForm>
  )
}

function Move({ team, onClose }: Props) {
  const typed = usePersistedForm(forms.moveTeam(team.id), () => ({ unit: '', from: todayHere() }))
  const { unit, from } = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('team.move')}
      yes={t('team.move.take')}
      missing={() => (unit && from ? null : t('team.move.missing'))}
      save={() => moveTeam(team.id, { unit, from })}
      saved={t('team.move.done')}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          <p>{t('team.move.why')}</p>
          <ChooseUnit
            required
            label={t('team.move.to')}
            without={team.unit?.id}
            {...choice('unit')}
          />
          <PastDay required label={t('form.from')} {...text('from')} />
        </>
      )}
    </SubmitForm>
  )
}

function End({ team, onClose }: Props) {
  const typed = usePersistedForm(forms.endTeam(team.id), () => ({ on: todayHere() }))
  const { on } = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('team.end')}
      yes={t('team.end.take')}
      missing={() => (on ? null : t('form.day_missing'))}
      save={() => endTeam(team.id, on)}
      onDone={() => {
        showSnackbar(t('team.end.done', { name: team.name }))
        onClose()
        go('/desk/teams')
      }}
      onClose={onClose}
    >
      {({ text }) => (
        <>
          <p>{t('team.end.why')}</p>
          <PastDay required label={t('form.last_day')} {...text('on')} />
        </>
      )}
    </SubmitForm>
  )
}
