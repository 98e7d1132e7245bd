import { changeMembership } from '../../../actions/lead/members'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import type { Member } from '../api-types'
import { PastDay, SubmitForm } from '../forms/form'
import { forms } from '../forms/form-names'
import { usePersistedForm } from '../forms/persisted-form'
import { todayHere } from '../today'

interface Props {
  team: string
  member: Pick<Member, 'id' | 'name' | 'from'>
  onDone?: () => void
  onClose: () => void
}

/** The last day in the team; what was recorded until then stays as it is. */
export function LeaveTeam({ team, member, onDone, onClose }: Props) {
  const typed = usePersistedForm(forms.leaveTeam(team, member.id), () => ({ to: todayHere() }))
  const { to } = typed.values
  return (
    <SubmitForm
      typed={typed}
      title={t('members.leave.of', { name: member.name })}
      yes={t('members.leave')}
      missing={() => (to ? null : t('form.day_missing'))}
      save={() => changeMembership(team, member.id, { to })}
      onDone={() => {
        showSnackbar(t('members.leave.done', { name: member.name }))
        onDone?.()
        onClose()
      }}
      onClose={onClose}
    >
      {({ text }) => (
        <>
          <p>{t('members.leave.why')}</p>
          <PastDay required label={t('form.last_day')} min={member.from} {...text('to')} />
        </>
      )}
    </SubmitForm>
  )
}
