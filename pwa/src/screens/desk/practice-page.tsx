import '../../styles/desk.css'
import { beginDeskPractice } from '../../actions/practice'
import { Page } from '../../components/page'
import { showSnackbar } from '../../components/snackbar'
import { t } from '../../i18n'

async function practise(): Promise<void> {
  try {
    await beginDeskPractice()
  } catch {
    showSnackbar(t('practice.not_now'))
  }
}

/** What a practice is, and its beginning. */
export function PracticePage() {
  return (
    <Page wide title={t('practice.begin')}>
      <p>{t('desk.practice.why')}</p>
      <p>
        <button type="button" class="button primary" onClick={() => void practise()}>
          {t('practice.begin')}
        </button>
      </p>
    </Page>
  )
}
