import './words'
import '../../styles/desk.css'
import { sendNow } from '../../actions/phone'
import { t } from '../../i18n'
import { ReviewList } from '../lead/review/review-list'
import { LeadPage } from './lead'

/** What the server could not settle alone, for the team's lead to settle; proposals too. */
export function OwnTeamAttention() {
  return (
    <LeadPage title="screen.name.attention" back="/team">
      {(lead) => (
        <>
          <p class="soft">{t('review.why')}</p>
          <ReviewList
            key={lead.team}
            team={lead.team}
            list="stack"
            open={(session) => `/session/${session}?from=team`}
            // The number on the tab comes with a round.
            onSettled={sendNow}
          />
        </>
      )}
    </LeadPage>
  )
}
