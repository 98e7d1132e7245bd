import './words'
import '../../styles/desk.css'
import { useState } from 'preact/hooks'
import { welcomeApproved } from '../../actions/lead/team'
import { sendNow } from '../../actions/phone'
import { t } from '../../i18n'
import { me, type Person, type Teammate, useLive } from '../../queries'
import { notBegun } from '../../queries/lead/newcomers'
import { ownTeamMembers } from '../../queries/team'
import { ServerAnswer, useQuery } from '../lead/answer'
import type { EnrolmentRow } from '../lead/api-types'
import { PhoneActions } from '../lead/phones/phone-actions'
import { WaitingPhones } from '../lead/phones/waiting-phones'
import { disambiguateNames } from '../shared/namesakes'
import { LeadPage } from './lead'
import { PhonesTable } from './phones-table'

/** Phones that wait, with the two words on both screens, and those that the team has. */
export function OwnTeamPhones() {
  return (
    <LeadPage title="screen.name.own_team_phones" back="/team">
      {(lead) => <Phones lead={lead} />}
    </LeadPage>
  )
}

function Phones({ lead }: { lead: Person }) {
  const waiting = useQuery('/api/enrolments', { state: 'pending' })
  const [decisions, setDecisions] = useState(0)
  const own = useLive(me())?.device
  const members = useLive(ownTeamMembers()) ?? []
  const newcomers = useLive(notBegun())
  const leads = new Set(members.filter(isLead).map((one) => one.member))
  const decided = async (row: EnrolmentRow, decision: 'approve' | 'refuse') => {
    if (decision === 'approve') await welcomeApproved(row.member.id, row.team.id)
    await waiting.refresh()
    setDecisions(decisions + 1)
    // The number on the tab comes with a round.
    void sendNow()
  }
  return (
    <>
      <section class="stack">
        <h2>{t('own_team.waiting')}</h2>
        <p class="soft">{t('phones.why')}</p>
        <ServerAnswer answer={waiting}>
          {({ rows }) => (
            <WaitingPhones
              rows={rows.filter((row) => row.team.id === lead.team)}
              onDecided={decided}
            />
          )}
        </ServerAnswer>
      </section>
      <section class="stack">
        <h2>{t('screen.name.own_team_phones')}</h2>
        <p class="soft">{t('own_team.strange')}</p>
        <PhonesTable
          // what was decided above is asked anew below
          key={decisions}
          where={{ team: lead.team }}
          labels={disambiguateNames(members)}
          newcomers={newcomers}
          actions={(phone, name, refresh) =>
            phone.state === 'approved' &&
            (leads.has(phone.member.id) ? (
              <p class="small soft">{t('own_team.lead_phone')}</p>
            ) : (
              <PhoneActions
                team={lead.team}
                device={phone.device}
                member={phone.member.id}
                name={name}
                people={phone.people}
                own={phone.device === own}
                onChanged={refresh}
              />
            ))
          }
        />
      </section>
    </>
  )
}

/** Stopping or unlocking a lead's phone is the coordinators' to do. */
const isLead = ({ role }: Teammate) => role === 'lead'
