import '../../styles/desk.css'
import { refreshReview } from '../../actions/desk'
import { Page } from '../../parts/page'
import { catalogue, deskKeys, useLive } from '../../queries'
import { t } from '../../words'
import { Shown, useAnswer } from './answer'
import type { ReviewRow, Rows } from './answers'
import { ReviewItem } from './review-item'

/** What the server could not settle alone, for a person to settle. */
export function Attention() {
  const known = useLive(catalogue())
  const answer = useAnswer<Rows<ReviewRow>>(deskKeys.review(), () => refreshReview())
  return (
    <Page wide title={t('screen.name.attention')} under={<p class="soft">{t('review.why')}</p>}>
      {known && (
        <Shown answer={answer}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p class="empty">{t('review.none')}</p>
            ) : (
              <ul class="grid">
                {rows.map((row) => (
                  <ReviewItem key={row.id} row={row} catalogue={known} onSettled={answer.refresh} />
                ))}
              </ul>
            )
          }
        </Shown>
      )}
    </Page>
  )
}
