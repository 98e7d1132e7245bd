import '../../styles/desk.css'
import { Page } from '../../parts/page'
import { t } from '../../words'
import { ReviewList } from './review-list'
import { useCatalogue } from './use-catalogue'

/** What the server could not settle alone, for a person to settle. */
export function Attention() {
  useCatalogue()
  return (
    <Page wide title={t('screen.name.attention')} under={<p class="soft">{t('review.why')}</p>}>
      <ReviewList list="grid" />
    </Page>
  )
}
