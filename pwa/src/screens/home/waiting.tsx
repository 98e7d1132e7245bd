import { t } from '../../i18n'

/** The team has not taken the phone in yet: the two words that the lead sees too. */
export function Waiting({ phrase }: { phrase: string | null }) {
  return (
    <section class="card calm">
      <h2>{t('home.waiting.title')}</h2>
      {phrase && <p class="phrase">{phrase}</p>}
      <p>{t('home.waiting.text')}</p>
    </section>
  )
}
