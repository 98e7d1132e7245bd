import {
  createInvitation,
  type InvitationOptions,
  type NewInvitation,
} from '../../../actions/lead/desk'
import { CsvButton } from '../../../components/lead/csv-button'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import { catalogue, useLive } from '../../../queries'
import { labelOf } from '../../labels'
import { lastDayOf, type Member, type WholeTeam } from '../../lead/api-types'
import { Empty } from '../../lead/empty'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { RowActions } from '../../lead/forms/row-actions'
import type { Confirming } from '../../lead/invitations/confirming'
import { todayHere } from '../../lead/today'
import { ExcelLinks } from '../shared/excel-links'
import { lastOfEach, namesOf } from '../shared/member-names'
import { memberActions } from './member-actions'
import { NewMemberForm } from './new-member'

interface Props {
  team: WholeTeam
  confirmed: Confirming
  /** A code for one member's new phone, to be shown big. */
  onInvited: (invitation: NewInvitation) => void
}

/** Who is in a team and who has left it; each with what can be changed about it. */
export function Members({ team, confirmed, onInvited }: Props) {
  const [adding, setAdding] = useOpenForm(forms.newMember(team.id))
  const known = useLive(catalogue())
  const today = todayHere()
  const here = team.members.filter((member) => !member.to || member.to >= today)
  const last = lastOfEach(team.members)
  const names = namesOf(team.members)
  // Who came back, or leads the team since, has not left it.
  const left = team.members.filter(
    (member) => last.get(member.id) === member && member.to && member.to < today,
  )
  const line = (member: Member) => (
    <Line
      key={`${member.id}/${member.from}`}
      member={member}
      name={names.get(member.id) ?? member.name}
      team={team}
      // Of several times in the team the last one is what can be changed.
      mayChange={last.get(member.id) === member}
      confirmed={confirmed}
      onInvited={onInvited}
    />
  )
  return (
    <section class="stack">
      <h2>{t('team.members')}</h2>
      {adding && <NewMemberForm team={team.id} members={here} onClose={() => setAdding(false)} />}
      {!adding && !lastDayOf(team) && (
        <p>
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {t('members.add')}
          </button>
        </p>
      )}
      <ExcelLinks kind="members" team={team.id}>
        {known && team.members.length > 0 && (
          <CsvButton
            name="tung-ngo-thanh-vien"
            of={team.name}
            rows={team.members}
            columns={[
              { name: t('members.name'), cell: (member) => member.name },
              {
                name: t('members.role'),
                cell: (member) => t(member.role === 'lead' ? 'role.lead' : 'role.volunteer'),
              },
              {
                name: t('invite.affiliation'),
                cell: (member) => labelOf(known, 'affiliation', member.affiliation),
              },
              { name: t('form.from'), cell: (member) => member.from },
              { name: t('form.to'), cell: (member) => member.to },
            ]}
          />
        )}
      </ExcelLinks>
      {here.length === 0 && <Empty why="not_begun" text={t('team.members.none')} />}
      {here.length > 0 && <ul class="lines">{here.map(line)}</ul>}
      {left.length > 0 && (
        <>
          <h3>{t('members.left')}</h3>
          <ul class="lines">{left.map(line)}</ul>
        </>
      )}
    </section>
  )
}

interface LineProps extends Props {
  member: Member
  /** Told apart from others who bear it. */
  name: string
  mayChange: boolean
}

function Line({ member, name, team, mayChange, confirmed, onInvited }: LineProps) {
  const known = useLive(catalogue())
  const { once } = useOnce()
  const invite = async () => {
    const lead = member.role === 'lead'
    const options: InvitationOptions = {
      role: lead ? 'lead' : 'volunteer',
      autoApprove: true,
      hours: lead ? 24 : 72,
      maxUses: 1,
      member: member.id,
    }
    const answer = await confirmed(() => createInvitation(team.id, options))
    if (answer.ok) onInvited(answer.invitation)
    else showSnackbar(problem(answer.problem))
  }
  return (
    <li class="line">
      <span class="spread">
        <span class="name">{name}</span>
        {member.role === 'lead' && <span class="tag good">{t('role.lead')}</span>}
        {member.waiting && <span class="tag attention">{t('team.state.pending')}</span>}
      </span>
      <span class="soft small number">
        {[
          known && labelOf(known, 'affiliation', member.affiliation),
          t('team.since', { day: formatDay(member.from) }),
          member.to && t('team.until', { day: formatDay(member.to) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {mayChange && !member.waiting && (
        <RowActions
          name={name}
          actions={memberActions(team, member, name, () => void once(invite), confirmed)}
        />
      )}
    </li>
  )
}
