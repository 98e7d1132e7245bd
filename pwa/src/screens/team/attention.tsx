import '../../styles/desk.css'
import { refreshReview } from '../../actions/desk'
import { catalogue, deskKeys, type Person, useLive } from '../../queries'
import { t } from '../../words'
import { Shown, useAnswer } from '../desk/answer'
import type { ReviewRow, Rows } from '../desk/answers'
import { ReviewItem } from '../desk/review-item'
import { LeadPage } from './lead'

/** What the server could not settle alone, for the team's lead to settle; proposals too. */
export function CrewAttention() {
  return (
    <LeadPage title="screen.name.attention" back="/team">
      {(lead) => <Items lead={lead} />}
    </LeadPage>
  )
}

function Items({ lead }: { lead: Person }) {
  const known = useLive(catalogue())
  const answer = useAnswer<Rows<ReviewRow>>(deskKeys.review(), () => refreshReview())
  if (!known) return null
  return (
    <>
      <p class="soft">{t('review.why')}</p>
      <Shown answer={answer}>
        {({ rows }) => {
          const ours = rows.filter((row) => row.team?.id === lead.team)
          if (ours.length === 0) return <p class="empty">{t('review.none')}</p>
          return (
            <ul class="stack">
              {ours.map((row) => (
                <ReviewItem
                  key={row.id}
                  row={row}
                  catalogue={known}
                  open={(session) => `/session/${session}?from=team`}
                  onSettled={answer.refresh}
                />
              ))}
            </ul>
          )
        }}
      </Shown>
    </>
  )
}
