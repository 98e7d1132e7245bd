import './words'
import '../../styles/activity.css'
import { useState } from 'preact/hooks'
import { followByCode } from '../../actions/follow'
import { useOnce } from '../../components/once'
import { Page } from '../../components/page'
import { problem, t, type Word } from '../../i18n'
import { today, useLive } from '../../queries'
import { type Activity, activities } from '../../queries/activities'
import { papers as allPapers } from '../../queries/papers'
import type { ScreenProps } from '../route'
import { address } from '../router'
import { formatDays } from './format-days'
import { Papers } from './papers'
import { Programme } from './programme'

/** An activity: when and where, and what comes when. All of it is on the phone. */
export function ActivityScreen({ params }: ScreenProps) {
  const all = useLive(activities())
  const day = useLive(today())?.day
  if (!all || !day) return <Page title={t('screen.name.activities')} back="/activities" />
  const one = all.find(({ id }) => id === params.id)
  return one ? <One one={one} day={day} /> : <NotHere />
}

function One({ one, day }: { one: Activity; day: string }) {
  const papers = useLive(allPapers()) ?? []
  return (
    <Page
      title={one.name}
      back="/activities"
      under={
        <p class="soft">
          {t(`activity.kind.${one.activity_kind}` as Word)} · {one.unit_name}
        </p>
      }
    >
      {one.status === 'called_off' && (
        <p class="card stop" role="alert">
          {t('activity.off.text')}
        </p>
      )}
      <section class="card">
        <p>
          <strong class="number">{formatDays(one)}</strong>
        </p>
        <p>{one.place}</p>
        {one.partners && <p class="small">{t('activity.with', { partners: one.partners })}</p>}
        {one.link && one.status === 'open' && (
          <a class="button primary" href={one.link} target="_blank" rel="noreferrer">
            {t('activity.link')}
          </a>
        )}
      </section>
      <Papers
        title={t('paper.of_activity')}
        papers={papers.filter(({ activity }) => activity === one.id)}
        today={day}
      />
      <Programme one={one} today={day} />
    </Page>
  )
}

/** It ended for this phone, or never was its own: who has the code from its door may follow it. */
function NotHere() {
  const code = address.value.query.get('code')
  const [said, setSaid] = useState('')
  const { busy, once } = useOnce()
  const follow = async () => {
    const answer = await followByCode(code ?? '')
    setSaid(answer.ok ? t('activity.followed') : problem(answer.problem))
  }
  return (
    <Page title={t('screen.name.activities')} back="/activities">
      {code ? (
        <section class="card">
          <p>{t('activity.follow.text')}</p>
          <button type="button" class="button primary" disabled={busy} onClick={() => once(follow)}>
            {t('activity.follow')}
          </button>
          {said && <p role="status">{said}</p>}
        </section>
      ) : (
        <p class="empty">{t('activity.not_here')}</p>
      )}
    </Page>
  )
}
