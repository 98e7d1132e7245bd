import { render } from 'preact'
import '../../styles/practice.css'
import { endPractice } from '../../actions/practice'
import { loadLaterWords, t } from '../../i18n'

/** Over the whole app while somebody practises: it must never be taken for the real thing. */
export async function showBand(app: HTMLElement): Promise<void> {
  document.documentElement.dataset.practice = ''
  await loadLaterWords()
  const place = document.createElement('div')
  place.className = 'practice-band'
  app.before(place)
  render(<Band />, place)
}

function Band() {
  return (
    <aside aria-label={t('practice.begin')}>
      <p>
        <b>{t('practice.title')}</b> {t('practice.text')}
      </p>
      <button type="button" class="button" onClick={() => void endPractice()}>
        {t('practice.end')}
      </button>
    </aside>
  )
}
