import '../../../styles/desk.css'
import { t } from '../../../i18n'
import { deskKeys } from '../../../queries/desk-answer'
import { AT_FIRST } from '../../lead/review/page-size'
import { ReviewList } from '../../lead/review/review-list'
import { DeskPage } from '../shared/desk-page'
import { useCatalogue } from '../shared/use-catalogue'

/** What the server could not settle alone, for a person to settle. */
export function Attention() {
  useCatalogue()
  return (
    <DeskPage
      paper={{ shown: deskKeys.review({ limit: AT_FIRST }) }}
      title={t('screen.name.attention')}
      under={<p class="soft">{t('review.why')}</p>}
    >
      <ReviewList list="grid" />
    </DeskPage>
  )
}
