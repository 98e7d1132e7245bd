import { Choice } from '../../components/choice'
import { Figures } from '../../components/figures'
import { Page } from '../../components/page'
import { ShareText } from '../../components/share-text'
import { t, type Word } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { formatDay, formatNumber } from '../../i18n/format'
import { PRACTICE } from '../../practice'
import { catalogue, type Me, me, syncState, useLive } from '../../queries'
import { numbers } from '../../queries/numbers'
import type { Done } from '../../queries/sums'
import { Lazy } from '../home/lazy'
import { useCarried } from '../home/use-carried'
import { labelOf } from '../labels'
import { messageOf } from '../message'
import { address } from '../router'
import { setQuery } from '../shared/set-query'
import { notesForChat, notesHere } from './notes'
import { PERIODS, type PeriodName, periodOf, rangeOf, seasonOf } from './periods'
import { Services } from './services-done'

const boast = async () => (await import('./boast-card')).BoastCard

/** Own work and the team's over a day, a week …: from what is on this phone, no network needed. */
export function Numbers() {
  const today = inVietnam(Date.now()).day
  const period = periodOf(address.value.query)
  const { from, to } = rangeOf(period, today)
  const done = useLive(numbers(from, to))
  const person = useLive(me())
  const known = useLive(catalogue())
  const state = useLive(syncState())
  const carried = useCarried()
  const joined = person?.current?.state === 'approved' && person.state !== 'revoked'
  const missing = {
    onlyHere: done?.onlyHere ?? 0,
    awaiting: done?.awaiting.sessions ?? 0,
    contact: state?.lastContact ?? null,
  }
  const unclear = done?.team.unclear ?? 0
  const leads = joined && person.current?.role === 'lead'
  const coming = joined && done?.whole === false
  const shared = leads ? (coming ? null : done?.team) : done?.mine
  const names = (code: string) => (known ? labelOf(known, 'service', code) : code)
  const title = (leads ? person.current?.teamName : person?.current?.name) ?? t('app.name')
  const rows = (of: Done) =>
    rowsOf(of).map(([code, { turns }]) => ({ name: names(code), people: null, turns }))
  const by = t('desk.by.service')
  // What is only practised is nothing to boast of.
  const own = done && done.mine.people > 0 && !PRACTICE ? done.mine : null
  return (
    <Page
      title={t('screen.name.numbers')}
      back="/me"
      under={<p class="soft number">{daysSentence(period, from, to, today)}</p>}
    >
      <Choice
        quiet
        legend={t('desk.period')}
        options={PERIODS.map((value) => ({ value, label: nameOf(value, today) }))}
        value={period}
        onChange={(value) => setQuery({ period: value === 'day' ? undefined : value })}
      />
      {done && (
        <>
          {own && (
            <Lazy
              load={boast}
              props={{
                done: own,
                period,
                unit: person?.current?.unitName ?? null,
                report: {
                  from,
                  to,
                  people: own.people,
                  turns: own.turns,
                  sessions: own.sessions,
                  by,
                  rows: rows(own),
                  notes: notesForChat({ ...missing, unclear: 0 }),
                },
              }}
            />
          )}
          <Card
            name={t('home.you')}
            done={done.mine}
            present={t('numbers.days')}
            names={names}
            hours={done.hours}
          />
          {joined && !coming && (
            <Card
              name={person.current?.teamName ?? t('home.team')}
              done={done.team}
              present={t('desk.volunteers')}
              names={names}
            />
          )}
          <p class="card quiet" role="status">
            {coming
              ? t('numbers.coming')
              : notesHere({ ...missing, joined, unclear: joined ? unclear : 0, carried })
                  .concat(person ? notesOfLeft(person) : [])
                  .join(' ')}
          </p>
        </>
      )}
      {shared && (
        <ShareText
          text={messageOf({
            title,
            from,
            to,
            people: shared.people,
            turns: shared.turns,
            sessions: shared.sessions,
            volunteers: leads && shared.unclear === 0 ? shared.present : null,
            by,
            rows: rows(shared),
            notes: leads
              ? notesForChat({ ...missing, unclear }, done?.carried)
              : notesForChat({ ...missing, unclear: 0 }),
          })}
        />
      )}
    </Page>
  )
}

/** Of the teams that the person is out of: what was recorded there is on this phone no more. */
const notesOfLeft = ({ people, current }: Me): string[] =>
  people.flatMap(({ member, state, teamName }) =>
    member === current?.member && state === 'ended' ? t('numbers.moved', { team: teamName }) : [],
  )

interface CardProps {
  name: string
  done: Done
  /** What the third figure is called: own days, or the team's turns of members. */
  present: string
  names: (code: string) => string
  /** How long somebody was at work, as far as that was said. */
  hours?: number
}

function Card({ name, done, present, names, hours = 0 }: CardProps) {
  return (
    <section class="card" aria-label={name}>
      <div class="spread">
        <h2>{name}</h2>
        <span class="soft small">{t('home.sessions', { n: done.sessions })}</span>
      </div>
      <Figures
        figures={[
          { label: t('home.people'), value: done.people },
          { label: t('home.turns'), value: done.turns },
          {
            label: present,
            value: presentOf(done),
          },
        ]}
      />
      {hours > 0 && <p>{t('numbers.time', { n: formatNumber(hours) })}</p>}
      <Services rows={rowsOf(done)} names={names} />
    </section>
  )
}

const rowsOf = (done: Done) => [...done.services].sort(([, a], [, b]) => b.turns - a.turns)

function daysSentence(period: PeriodName, from: string, to: string, today: string): string {
  const days =
    from === to ? formatDay(from) : t('desk.days', { from: formatDay(from), to: formatDay(to) })
  if (period !== 'season') return days
  return `${nameOf(period, today)} · ${days}`
}

/** A season goes by its own name. */
const nameOf = (period: PeriodName, today: string) =>
  t(`numbers.${period === 'season' ? `season.${seasonOf(today)}` : period}` as Word)

/** Where somebody's part is not clear, what is known is the least; none at all says nothing. */
function presentOf({ present, unclear }: Done): string | number {
  if (unclear === 0) return present
  return present === 0 ? t('numbers.unknown') : t('numbers.least', { n: present })
}
