import { useState } from 'preact/hooks'
import { changeTeam, endTeam, moveTeam } from '../../actions/teams'
import { say } from '../../parts/snackbar'
import { t } from '../../words'
import { go } from '../router'
import type { WholeTeam } from './answers'
import { ChooseUnit } from './choose-unit'
import { KeepForm, PastDay } from './keep-form'
import { Keeper } from './keeper'
import { TeamNamesFields, trimmed } from './team-names'
import { todayHere } from './today'

/** What a coordinator does to the team itself. */
export function TeamKeeper({ team }: { team: WholeTeam }) {
  return (
    <Keeper
      name={team.name}
      label={t('team.keep')}
      deeds={[
        { label: t('team.change'), form: (close) => <Change team={team} onClose={close} /> },
        { label: t('team.move'), form: (close) => <Move team={team} onClose={close} /> },
        {
          label: t('team.end'),
          danger: true,
          form: (close) => <End team={team} onClose={close} />,
        },
      ]}
    />
  )
}

interface Props {
  team: WholeTeam
  onClose: () => void
}

function Change({ team, onClose }: Props) {
  const { name, kind, label } = team
  const [names, setNames] = useState({ name, kind, label: label ?? '' })
  return (
    <KeepForm
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
      {(wrong) => <TeamNamesFields names={names} wrong={wrong} onChange={setNames} />}
    </KeepForm>
  )
}

function Move({ team, onClose }: Props) {
  const [unit, setUnit] = useState('')
  const [from, setFrom] = useState(todayHere())
  return (
    <KeepForm
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
            onChange={setUnit}
          />
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

function End({ team, onClose }: Props) {
  const [on, setOn] = useState(todayHere())
  return (
    <KeepForm
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
          <PastDay label={t('keep.last_day')} name="on" value={on} wrong={wrong} onInput={setOn} />
        </>
      )}
    </KeepForm>
  )
}
