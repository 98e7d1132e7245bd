import './words'
import { Page } from '../../components/page'
import { t } from '../../i18n'
import { today, useLive } from '../../queries'
import { type Activity, activities, nextOf } from '../../queries/activities'
import { papers as allPapers } from '../../queries/papers'
import { formatWhen } from '../shared/format-when'
import { formatDays } from './format-days'
import { Papers } from './papers'

/** What this phone's people are expected at, and what was lately. */
export function Activities() {
  const all = useLive(activities())
  const day = useLive(today())?.day
  const papers = useLive(allPapers()) ?? []
  if (!all || !day) return <Page title={t('screen.name.activities')} back="/" />
  const toCome = all.filter((one) => nextOf(one, day))
  const over = all.filter((one) => !nextOf(one, day)).reverse()
  return (
    <Page title={t('screen.name.activities')} back="/">
      {all.length + papers.length === 0 && <p class="empty">{t('activity.none')}</p>}
      <List title={t('activity.to_come')} all={toCome} day={day} />
      <Papers
        title={t('paper.of_unit')}
        papers={papers.filter(({ activity }) => activity === null)}
        today={day}
      />
      <List title={t('activity.over')} all={over} day={day} />
    </Page>
  )
}

function List({ title, all, day }: { title: string; all: Activity[]; day: string }) {
  if (all.length === 0) return null
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul class="lines">
        {all.map((one) => (
          <li key={one.id}>
            <a class="line" href={`/activities/${one.id}`}>
              <span class="name">{one.name}</span>
              <span class="soft small">
                {[whenOf(one, day), one.place].join(' · ')}
                {one.status === 'called_off' && <strong> · {t('activity.off')}</strong>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function whenOf(one: Activity, day: string): string {
  const next = nextOf(one, day)
  return next ? formatWhen(next, day) : formatDays(one)
}
