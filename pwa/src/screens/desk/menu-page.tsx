import '../../styles/desk.css'
import { Page } from '../../components/page'
import { t } from '../../i18n'
import { Places } from './navigation'

/** All places of the desk, for a screen that has no room for the side bar. */
export function AllPlaces() {
  return (
    <Page wide title={t('screen.name.more')}>
      <nav class="all-places" aria-label={t('screen.name.more')}>
        <Places />
      </nav>
    </Page>
  )
}
