import { useEffect } from 'preact/hooks'
import { welcomeNewcomers } from '../../actions/team'
import { t } from '../../i18n'
import { useLive } from '../../queries'
import { newcomers } from '../../queries/team'

/** Tells a lead who came into the team since, by whatever code, until the lead has read it. */
export function Newcomers() {
  const news = useLive(newcomers())
  const all = news?.people.map((one) => one.row) ?? []
  // who was there before the lead looked for the first time is no news
  useEffect(() => {
    if (news?.first) void welcomeNewcomers(news.team, all)
  }, [news?.first, news?.team])
  if (!news || news.first || news.people.length === 0) return null
  return (
    <section class="card look">
      <h2>{t('own_team.newcomer', { names: news.people.map((one) => one.name).join(', ') })}</h2>
      <p>{t('own_team.newcomer.text')}</p>
      <div class="row">
        <button
          type="button"
          class="button primary"
          onClick={() => welcomeNewcomers(news.team, all)}
        >
          {t('own_team.newcomer.seen')}
        </button>
        <a class="button" href="/team/phones">
          {t('own_team.newcomer.look')}
        </a>
      </div>
    </section>
  )
}
