import type { ComponentProps, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { teamPath } from '../../../actions/lead/desk'
import { changeMembership } from '../../../actions/lead/members'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import type { Member, WholeTeam } from '../../lead/api-types'
import { SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import type { RowAction } from '../../lead/forms/row-actions'
import type { Confirming } from '../../lead/invitations/confirming'
import { LeaveTeam } from '../../lead/members/leave-team'
import { MergeMember } from '../../lead/members/merge-member'
import { todayHere } from '../../lead/today'
import { go } from '../../router'
import type { EraseForm } from '../data-requests/erase-form'
import { ERASED_NAME } from '../data-requests/erased-name'
import { ChangeMember, MoveMember } from './member-forms'

/** What can be done about a member of a team, who is called `name`: less, once that person has left. */
export function memberActions(
  team: WholeTeam,
  member: Member,
  name: string,
  invite: () => void,
  confirmed: Confirming,
): RowAction[] {
  const named = { ...member, name }
  const change: RowAction = {
    label: t('members.change'),
    formName: forms.member(team.id, member.id),
    form: (close) => <ChangeMember team={team.id} member={member} onClose={close} />,
  }
  const others = team.members.filter((one) => one.id !== member.id && !one.waiting)
  // A lead is kept, and the other entry goes; of two leads one steps down first, which the answer says.
  const isKept = member.role === 'lead' && others.every((one) => one.role !== 'lead')
  const merge: RowAction[] =
    isKept || others.length === 0
      ? []
      : [
          {
            label: t('members.merge'),
            form: (close) => (
              <MergeMember team={team.id} member={member} others={others} onClose={close} />
            ),
          },
        ]
  const certificate: RowAction = {
    label: t('members.certificate'),
    run: () => go(`/desk/certify?team=${team.id}&member=${member.id}`),
  }
  const erase: RowAction = {
    label: t('members.erase'),
    danger: true,
    form: (close) => (
      <Erase member={named} shown={[teamPath(team.id)]} confirmed={confirmed} onClose={close} />
    ),
  }
  const isGone = member.name === ERASED_NAME
  if (member.to && member.to < todayHere())
    return [change, certificate, ...merge, ...(isGone ? [] : [erase])]
  return [
    change,
    certificate,
    // Another phone is for who stays.
    ...(member.to ? [] : [{ label: t('members.new_phone'), run: invite }]),
    {
      label: t(member.role === 'lead' ? 'members.step_down' : 'members.lead'),
      form: (close) => <GiveRole team={team.id} member={named} onClose={close} />,
    },
    {
      label: t('members.move'),
      formName: forms.moveMember(team.id, member.id),
      form: (close) => <MoveMember team={team} member={named} onClose={close} />,
    },
    ...merge,
    {
      label: t('members.leave'),
      formName: forms.leaveTeam(team.id, member.id),
      danger: true,
      form: (close) => <LeaveTeam team={team.id} member={named} onClose={close} />,
    },
    erase,
  ]
}

type EraseProps = ComponentProps<typeof EraseForm>

/** Few ever erase somebody: what that says comes when it is asked for. */
function Erase(props: EraseProps) {
  const [Form, show] = useState<ComponentType<EraseProps> | null>(null)
  useEffect(() => {
    import('../data-requests/erase-form').then(
      (m) => show(() => m.EraseForm),
      () => {
        showSnackbar(problem('unreachable'))
        props.onClose()
      },
    )
  }, [])
  return Form && <Form {...props} />
}

interface Props {
  team: string
  member: Member
  onClose: () => void
}

function GiveRole({ team, member, onClose }: Props) {
  const lead = member.role === 'lead'
  const { name } = member
  return (
    <SubmitForm
      title={t(lead ? 'members.step_down.of' : 'members.lead.of', { name })}
      yes={t(lead ? 'members.step_down' : 'members.lead')}
      save={() => changeMembership(team, member.id, { role: lead ? 'volunteer' : 'lead' })}
      saved={t(lead ? 'members.step_down.done' : 'members.lead.done', { name })}
      onClose={onClose}
    >
      {() => <p>{t(lead ? 'members.step_down.why' : 'members.lead.why')}</p>}
    </SubmitForm>
  )
}
