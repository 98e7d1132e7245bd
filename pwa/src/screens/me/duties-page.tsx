import { Page } from '../../components/page'
import { t } from '../../i18n'
import { Duties } from '../log/duties'

/** What a volunteer may do for people, and what never, on a screen of its own. */
export function Rules() {
  return (
    <Page title={t('screen.name.rules')} back="/me">
      <Duties />
    </Page>
  )
}
