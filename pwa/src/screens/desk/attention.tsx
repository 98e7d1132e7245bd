import '../../styles/desk.css'
import { deskKeys } from '../../queries'
import { t } from '../../words'
import { DeskPage } from './desk-page'
import { AT_FIRST, ReviewList } from './review-list'
import { useCatalogue } from './use-catalogue'

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
