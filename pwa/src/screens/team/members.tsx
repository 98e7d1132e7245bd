import { useOnce } from '../../parts/once'
import '../../styles/desk.css'
import { useState } from 'preact/hooks'
import { createInvitation, type NewInvitation, openTeam } from '../../actions/desk'
import { say } from '../../parts/snackbar'
import { catalogue, deskKeys, type Person, type Teammate, useLive } from '../../queries'
import { crew } from '../../queries/team'
import { problem, t } from '../../words'
import { formatInstant } from '../../words/format'
import { useAnswer } from '../desk/answer'
import type { Phone, WholeTeam } from '../desk/answers'
import { labelOf } from '../labels'
import { AddMember } from './add-member'
import { LeadPage } from './lead'
import { NewPhoneCode } from './new-phone-code'

/** Who is in the team: since when silent, on how many phones; another phone, another person. */
export function CrewMembers() {
  return (
    <LeadPage title="screen.name.crew_members" back="/team">
      {(lead) => <Members lead={lead} />}
    </LeadPage>
  )
}

interface Made {
  name: string
  invitation: NewInvitation
}

function Members({ lead }: { lead: Person }) {
  const members = useLive(crew())
  const team = useAnswer<WholeTeam>(deskKeys.team(lead.team), () => openTeam(lead.team))
  const [made, setMade] = useState<Made | null>(null)
  const { busy, once } = useOnce()
  const invite = async ({ member, name }: Teammate) => {
    const answer = await createInvitation(lead.team, {
      role: 'volunteer',
      autoApprove: true,
      hours: 72,
      maxUses: 1,
      member,
    })
    if (answer.ok) setMade({ name, invitation: answer.invitation })
    else say(problem(answer.problem))
  }
  if (made) return <NewPhoneCode {...made} onClose={() => setMade(null)} />
  return (
    <>
      <AddMember />
      <ul class="lines">
        {members?.map((member) => (
          <Line
            key={member.row}
            member={member}
            phones={team.body?.phones.filter(
              (one) => one.member?.id === member.member && one.state === 'approved',
            )}
            busy={busy}
            onInvite={() => once(() => invite(member))}
          />
        ))}
      </ul>
      <p class="small soft">{t('crew.of_lead')}</p>
    </>
  )
}

interface LineProps {
  member: Teammate
  /** Their approved phones; undefined while the server has not been heard. */
  phones: Phone[] | undefined
  busy: boolean
  onInvite: () => void
}

function Line({ member, phones, busy, onInvite }: LineProps) {
  const known = useLive(catalogue())
  const { name, role } = member
  return (
    <li class="line">
      <span class="spread">
        <span class="name">{name}</span>
        {role === 'lead' && <span class="tag good">{t('role.lead')}</span>}
        {member.where === 'here' && <span class="tag here">{t('crew.here')}</span>}
        {member.where === 'attention' && <span class="tag attention">{t('state.attention')}</span>}
      </span>
      <span class="soft small number">
        {[
          known && labelOf(known, 'affiliation', member.affiliation),
          ...(phones ? said(phones) : []),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {role === 'volunteer' && member.where === 'received' && (
        <span class="row">
          <button
            type="button"
            class="button"
            aria-label={t('crew.new_phone.of', { name })}
            disabled={busy}
            onClick={onInvite}
          >
            {t('crew.new_phone')}
          </button>
        </span>
      )}
    </li>
  )
}

const DAY = 86_400_000
const SILENT_DAYS = 2

/** On how many phones, when last heard, and what is still on them. */
function said(phones: Phone[]): string[] {
  if (phones.length === 0) return [t('crew.no_phone')]
  const heard = phones.flatMap((one) => one.last_contact ?? []).sort()
  const last = heard[heard.length - 1]
  const pending = phones.reduce((sum, one) => sum + (one.pending ?? 0), 0)
  const days = last ? Math.floor((Date.now() - Date.parse(last)) / DAY) : 0
  const silence = days >= SILENT_DAYS ? t('crew.silent', { n: days }) : ''
  return [
    phones.length > 1 ? t('crew.phones_n', { n: phones.length }) : '',
    last ? silence || t('crew.sent_at', { when: formatInstant(last) }) : t('crew.never'),
    pending > 0 ? t('team.phone.pending', { n: pending }) : '',
  ]
}
