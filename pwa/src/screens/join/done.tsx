import type { Joined } from '../../actions/join'
import { t } from '../../i18n'

/** In the team, or waiting to be let in with the two words that the lead sees too. */
export function Done({ joined }: { joined: Joined }) {
  const waiting = joined.state === 'pending'
  return (
    <>
      <section class="card calm" role="status">
        <p>
          {t(waiting ? 'join.done.waiting' : 'join.done.approved', {
            name: joined.name,
            team: joined.teamName,
          })}
        </p>
        {waiting && joined.phrase && <p class="phrase">{joined.phrase}</p>}
        {waiting && <p>{t('home.waiting.text')}</p>}
      </section>
      <a class="button primary big" href="/">
        {t('join.done.start')}
      </a>
    </>
  )
}
