import { useEffect } from 'preact/hooks'
import type { Joined } from '../../actions/join'
import { t } from '../../i18n'
import { Lazy } from '../home/lazy'

/** They come with the card, which is fetched right after, and hold nobody up. */
const duties = async () => (await import('../log/duties')).Duties

/**
 * In the team, or waiting to be let in with the two words that the lead sees too; and what a volunteer
 * may and may not do, read before the first session and one tap away ever after.
 */
export function Done({ joined }: { joined: Joined }) {
  const waiting = joined.state === 'pending'
  // the button that led here stood at the foot of a long page
  useEffect(() => {
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [])
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
      <Lazy load={duties} props={{}} />
      <a class="button primary big" href="/">
        {t('join.done.start')}
      </a>
    </>
  )
}
