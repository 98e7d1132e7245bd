import { changeMembership } from '../../actions/members'
import { say } from '../../parts/snackbar'
import { t } from '../../words'
import type { Member } from './answers'
import { forms } from './form-names'
import { KeepForm, PastDay } from './keep-form'
import { todayHere } from './today'
import { useTyped } from './typed'

interface Props {
  team: string
  member: Pick<Member, 'id' | 'name' | 'from'>
  onDone?: () => void
  onClose: () => void
}

/** The last day in the team; what was recorded until then stays as it is. */
export function LeaveTeam({ team, member, onDone, onClose }: Props) {
  const typed = useTyped(forms.leaveTeam(team, member.id), () => ({ to: todayHere() }))
  const { to } = typed.values
  return (
    <KeepForm
      typed={typed}
      title={t('members.leave.of', { name: member.name })}
      yes={t('members.leave')}
      missing={() => (to ? null : t('keep.day_missing'))}
      save={() => changeMembership(team, member.id, { to })}
      onDone={() => {
        say(t('members.leave.done', { name: member.name }))
        onDone?.()
        onClose()
      }}
      onCancel={onClose}
    >
      {(wrong) => (
        <>
          <p>{t('members.leave.why')}</p>
          <PastDay
            label={t('keep.last_day')}
            min={member.from}
            name="to"
            value={to}
            wrong={wrong}
            onInput={(to) => typed.set({ to })}
          />
        </>
      )}
    </KeepForm>
  )
}
