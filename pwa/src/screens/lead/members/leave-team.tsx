import { changeMembership } from '../../../actions/lead/members'
import { say } from '../../../components/snackbar'
import { t } from '../../../i18n'
import type { Member } from '../api-types'
import { KeepForm, PastDay } from '../forms/form'
import { forms } from '../forms/form-names'
import { useTyped } from '../forms/persisted-form'
import { todayHere } from '../today'

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
