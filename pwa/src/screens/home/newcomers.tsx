import { useEffect } from 'preact/hooks'
import { welcomeNewcomers } from '../../actions/team'
import { t } from '../../i18n'
import { useLive } from '../../queries'
import { newcomers } from '../../queries/team'
import { ToPhones, whoIn } from './arrivals'

/** Tells a lead who came into the team since, by whatever code, until the lead has looked. */
export function Newcomers() {
  const news = useLive(newcomers())
  const all = news?.people.map((one) => one.row) ?? []
  // who was there before the lead looked for the first time is no news
  useEffect(() => {
    if (news?.first) void welcomeNewcomers(news.team, all)
  }, [news?.first, news?.team])
  if (!news || news.first || news.people.length === 0) return null
  return (
    <ToPhones
      text={t('own_team.newcomer', { names: whoIn(news.people) })}
      onOpen={() => welcomeNewcomers(news.team, all)}
    />
  )
}
