import './words'
import { useOnce } from '../../components/once'
import '../../styles/desk.css'
import { useState } from 'preact/hooks'
import { createInvitation, type NewInvitation } from '../../actions/lead/desk'
import { showSnackbar } from '../../components/snackbar'
import { problem, t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import { catalogue, type Person, type Teammate, useLive } from '../../queries'
import { ownTeamMembers } from '../../queries/team'
import { labelOf } from '../labels'
import { useQuery } from '../lead/answer'
import type { PhoneRow } from '../lead/api-types'
import { RowActions } from '../lead/forms/row-actions'
import { disambiguateNames } from '../shared/namesakes'
import { AddMember } from './add-member'
import { LeadPage } from './lead'
import { memberActions } from './member-actions'
import { NewPhoneCode } from './new-phone-code'
import { isSilent } from './phone-needs'

/** Who is in the team: since when silent, on how many phones; another phone, another person. */
export function OwnTeamMembers() {
  return (
    <LeadPage title="screen.name.own_team_members" back="/team">
      {(lead) => <Members lead={lead} />}
    </LeadPage>
  )
}

interface Made {
  name: string
  invitation: NewInvitation
}

function Members({ lead }: { lead: Person }) {
  const members = useLive(ownTeamMembers())
  const labels = disambiguateNames(members ?? [])
  const where = { team: lead.team }
  const answer = useQuery('/api/phones', where)
  const [made, setMade] = useState<Made | null>(null)
  const { busy, once } = useOnce()
  const invite = async ({ member, name }: Teammate) => {
    const created = await createInvitation(lead.team, {
      role: 'volunteer',
      autoApprove: true,
      hours: 72,
      maxUses: 1,
      member,
    })
    if (created.ok) setMade({ name, invitation: created.invitation })
    else showSnackbar(problem(created.problem))
  }
  if (made) return <NewPhoneCode {...made} onClose={() => setMade(null)} />
  return (
    <>
      <AddMember />
      {answer.trouble && answer.at && (
        <p class="card quiet" role="status">
          {`${t('desk.stale', { at: formatInstant(answer.at) })} ${problem(answer.trouble)}`}
        </p>
      )}
      <ul class="lines">
        {members?.map((member) => (
          <Line
            key={member.row}
            member={member}
            all={members}
            team={lead.team}
            label={labels.get(member.member) ?? member.name}
            phones={answer.body?.rows.filter(
              (one) => one.member.id === member.member && one.state === 'approved',
            )}
            busy={busy}
            onInvite={() => once(() => invite(member))}
          />
        ))}
      </ul>
      <p class="small soft">{t('own_team.of_lead')}</p>
    </>
  )
}

interface LineProps {
  member: Teammate
  all: readonly Teammate[]
  team: string
  /** The name, told apart from others who bear it. */
  label: string
  /** Their approved phones; undefined while the server has not been heard. */
  phones: PhoneRow[] | undefined
  busy: boolean
  onInvite: () => void
}

function Line({ member, all, team, label, phones, busy, onInvite }: LineProps) {
  const known = useLive(catalogue())
  const { role } = member
  const mayChange = role === 'volunteer' && member.where === 'received'
  return (
    <li class="line">
      <span class="spread">
        <span class="name">{label}</span>
        {role === 'lead' && <span class="tag good">{t('role.lead')}</span>}
        {member.where === 'here' && <span class="tag here">{t('state.here')}</span>}
        {member.where === 'attention' && <span class="tag attention">{t('state.attention')}</span>}
      </span>
      <span class="soft small number">
        {[
          known && labelOf(known, 'affiliation', member.affiliation),
          member.to && t('team.until', { day: formatDay(member.to) }),
          ...(phones ? phonesLine(phones) : []),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {mayChange && (
        <div class="row">
          {!member.leaving && (
            <button
              type="button"
              class="button"
              aria-label={t('own_team.new_phone.of', { name: label })}
              disabled={busy}
              onClick={onInvite}
            >
              {t('own_team.new_phone')}
            </button>
          )}
          <RowActions name={label} actions={memberActions(team, member, all)} />
        </div>
      )}
    </li>
  )
}

/** On how many phones, when last heard, and what is still on them. */
export function phonesLine(phones: PhoneRow[]): string[] {
  if (phones.length === 0) return [t('own_team.no_phone')]
  const last = phones
    .flatMap((one) => one.last_contact ?? [])
    .sort()
    .at(-1)
  const days = Math.min(...phones.map((one) => one.silent_days ?? Number.MAX_SAFE_INTEGER))
  const pending = phones.reduce((sum, one) => sum + (one.pending ?? 0), 0)
  const heard = last && t('own_team.sent_at', { when: formatInstant(last) })
  return [
    phones.length > 1 ? t('own_team.phones_n', { n: phones.length }) : '',
    heard ? (isSilent(days) ? t('own_team.silent', { n: days }) : heard) : t('own_team.never'),
    pending > 0 ? t('team.phone.pending', { n: pending }) : '',
  ]
}
