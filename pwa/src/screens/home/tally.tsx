import { Figures } from '../../components/figures'
import { t } from '../../i18n'
import type { Figures as Counted, Today } from '../../queries'

/** Today's figures, own and the team's: people and turns stand apart and are never added up. */
export function Tally({ day, joined }: { day: Today; joined: boolean }) {
  return (
    <section class="card tally" aria-label={t('home.title')}>
      <Half name={t('home.you')} figures={day.mine} />
      {joined && <Half name={t('home.team')} figures={day.whole ? day.team : null} />}
      {(day.unsent.sessions > 0 || day.awaiting.sessions > 0) && (
        <p class="soft small">
          {day.unsent.sessions > 0 && t('home.unsent', { n: day.unsent.sessions })}
          {day.unsent.sessions > 0 && day.awaiting.sessions > 0 && ' · '}
          {day.awaiting.sessions > 0 && t('home.awaiting', { n: day.awaiting.sessions })}
        </p>
      )}
    </section>
  )
}

/** `figures`: null while what they would count is still being fetched. */
function Half({ name, figures }: { name: string; figures: Counted | null }) {
  return (
    <div class="half">
      <div class="spread">
        <h2>{name}</h2>
        <span class="soft small">
          {figures ? t('home.sessions', { n: figures.sessions }) : t('home.coming')}
        </span>
      </div>
      <Figures
        figures={[
          { label: t('home.people'), value: figures?.people ?? '…' },
          { label: t('home.turns'), value: figures?.turns ?? '…' },
        ]}
      />
    </div>
  )
}
