import { changeTeam, endTeam, moveTeam } from '../../../actions/desk/teams'
import { say } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { lastDayOf, type WholeTeam } from '../../lead/api-types'
import { KeepForm, PastDay } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { useTyped } from '../../lead/forms/persisted-form'
import { type Deed, Keeper } from '../../lead/forms/row-actions'
import { todayHere } from '../../lead/today'
import { go } from '../../router'
import { ChooseUnit } from '../shared/choose-unit'
import { TeamNamesFields, trimmed } from '../shared/team-names'

/** What a coordinator does to the team itself. */
export function TeamKeeper({ team }: { team: WholeTeam }) {
  return (
    <Keeper
      name={team.name}
      label={t('team.keep')}
      deeds={[
        {
          label: t('team.change'),
          kept: forms.team(team.id),
          form: (close) => <Change team={team} onClose={close} />,
        },
        ...(lastDayOf(team) ? [] : goingOn(team)),
      ]}
    />
  )
}

/** What is done to a team that has not ended. */
const goingOn = (team: WholeTeam): Deed[] => [
  {
    label: t('team.move'),
    kept: forms.moveTeam(team.id),
    form: (close) => <Move team={team} onClose={close} />,
  },
  {
    label: t('team.end'),
    danger: true,
    kept: forms.endTeam(team.id),
    form: (close) => <End team={team} onClose={close} />,
  },
]

interface Props {
  team: WholeTeam
  onClose: () => void
}

function Change({ team, onClose }: Props) {
  const { name, kind, label } = team
  const typed = useTyped(forms.team(team.id), () => ({ name, kind, label: label ?? '' }))
  const names = typed.values
  return (
    <KeepForm
      typed={typed}
      title={t('team.change')}
      yes={t('do.save')}
      missing={() => (names.name.trim() ? null : t('teams.missing.name'))}
      save={() => changeTeam(team.id, trimmed(names))}
      onDone={() => {
        say(t('keep.saved'))
        onClose()
      }}
      onCancel={onClose}
    >
      {(wrong) => <TeamNamesFields names={names} wrong={wrong} onChange={typed.set} />}
    </KeepForm>
  )
}

function Move({ team, onClose }: Props) {
  const typed = useTyped(forms.moveTeam(team.id), () => ({ unit: '', from: todayHere() }))
  const { unit, from } = typed.values
  return (
    <KeepForm
      typed={typed}
      title={t('team.move')}
      yes={t('team.move.take')}
      missing={() => (unit && from ? null : t('team.move.missing'))}
      save={() => moveTeam(team.id, { unit, from })}
      onDone={() => {
        say(t('team.move.done'))
        onClose()
      }}
      onCancel={onClose}
    >
      {(wrong) => (
        <>
          <p>{t('team.move.why')}</p>
          <ChooseUnit
            label={t('team.move.to')}
            without={team.unit?.id}
            value={unit}
            onChange={(unit) => typed.set({ unit })}
          />
          <PastDay
            label={t('keep.from')}
            name="from"
            value={from}
            wrong={wrong}
            onInput={(from) => typed.set({ from })}
          />
        </>
      )}
    </KeepForm>
  )
}

function End({ team, onClose }: Props) {
  const typed = useTyped(forms.endTeam(team.id), () => ({ on: todayHere() }))
  const { on } = typed.values
  return (
    <KeepForm
      typed={typed}
      title={t('team.end')}
      yes={t('team.end.take')}
      missing={() => (on ? null : t('keep.day_missing'))}
      save={() => endTeam(team.id, on)}
      onDone={() => {
        say(t('team.end.done', { name: team.name }))
        onClose()
        go('/desk/teams')
      }}
      onCancel={onClose}
    >
      {(wrong) => (
        <>
          <p>{t('team.end.why')}</p>
          <PastDay
            label={t('keep.last_day')}
            name="on"
            value={on}
            wrong={wrong}
            onInput={(on) => typed.set({ on })}
          />
        </>
      )}
    </KeepForm>
  )
}
