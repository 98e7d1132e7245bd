import '../../styles/desk.css'
import { welcomeApproved } from '../../actions/crew'
import { openTeam, refreshEnrolments } from '../../actions/desk'
import { deskKeys, type Person } from '../../queries'
import { t } from '../../words'
import { Shown, useAnswer } from '../desk/answer'
import type { EnrolmentRow, Rows, WholeTeam } from '../desk/answers'
import { TeamPhones } from '../desk/team-phones'
import { WaitingPhones } from '../desk/waiting-phones'
import { LeadPage } from './lead'

/** Phones that wait, with the two words on both screens, and those that the team has. */
export function CrewPhones() {
  return (
    <LeadPage title="screen.name.crew_phones" back="/team">
      {(lead) => <Phones lead={lead} />}
    </LeadPage>
  )
}

function Phones({ lead }: { lead: Person }) {
  const waiting = useAnswer<Rows<EnrolmentRow>>(deskKeys.enrolments(), () => refreshEnrolments())
  const team = useAnswer<WholeTeam>(deskKeys.team(lead.team), () => openTeam(lead.team))
  const decided = async (row: EnrolmentRow, decision: 'approve' | 'refuse') => {
    if (decision === 'approve') await welcomeApproved(row.member.id, row.team.id)
    await Promise.all([waiting.refresh(), team.refresh()])
  }
  return (
    <>
      <section class="stack">
        <h2>{t('crew.waiting')}</h2>
        <p class="soft">{t('phones.why')}</p>
        <Shown answer={waiting}>
          {({ rows }) => (
            <WaitingPhones
              rows={rows.filter((row) => row.team.id === lead.team)}
              onDecided={decided}
            />
          )}
        </Shown>
      </section>
      <Shown answer={team}>
        {(whole) => (
          <TeamPhones
            team={lead.team}
            phones={whole.phones.filter((phone) => phone.state !== 'pending')}
            onChanged={team.refresh}
          />
        )}
      </Shown>
    </>
  )
}
