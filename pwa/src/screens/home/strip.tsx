import type { ComponentChildren } from 'preact'
import { Icon } from '../../components/icon'
import { t } from '../../i18n'
import { formatDay, formatNumber } from '../../i18n/format'
import type { Figures, Person, Today } from '../../queries'

interface Props {
  /** Undefined until the store has been read. */
  day: Today | undefined
  /** Leaves room for the figures that are still to be read. */
  early?: boolean
  joined: boolean
  who: Person | null
  /** Where the next session will be. */
  where?: ComponentChildren
  onChoose: () => void
  /** What stands below the figures. */
  children?: ComponentChildren
}

/**
 * Who logs, what day it is, and today's figures, own and the team's, which open at a tap: people and
 * turns stand apart and are never added up.
 */
export function Strip({ day, early = false, joined, who, where, onChoose, children }: Props) {
  return (
    <section class="tally" aria-label={t('home.title')}>
      <div class="head">
        {who && (
          <button type="button" class="who" aria-haspopup="dialog" onClick={onChoose}>
            <b>
              {who.name}
              <Icon name="forward" size={16} />
            </b>
            <span class="unseen"> · </span>
            <span>
              <bdi>{who.teamName}</bdi>
            </span>
          </button>
        )}
        <div class="when">
          <h1 tabIndex={-1}>
            <span class="unseen">{t('home.title')} </span>
            {day && dayOf(day.day)}
          </h1>
          {where}
        </div>
      </div>
      {(day || early) && (
        <a class="halves" href="/me/numbers">
          <Row name={t('home.you')} figures={day?.mine} />
          {joined && <Row name={t('home.team')} figures={day && (day.whole ? day.team : null)} />}
        </a>
      )}
      {day && day.awaiting.sessions > 0 && (
        <p class="soft small">{t('home.awaiting', { n: day.awaiting.sessions })}</p>
      )}
      {children}
    </section>
  )
}

/** "2026-11-28" gives "T7 28/11". */
function dayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return `${t('home.weekdays').split(' ')[weekday]} ${formatDay(day).slice(0, 5)}`
}

const UNREAD = '…'

/** `figures`: null while what they would count is still being fetched, undefined until they are read. */
function Row({ name, figures }: { name: string; figures: Figures | null | undefined }) {
  return (
    <p class="half">
      <span>{name}</span>
      {figures === null ? (
        <span>{t('home.coming')}</span>
      ) : (
        <>
          <span>
            <b>{figures ? formatNumber(figures.people) : UNREAD}</b>
            {` ${t('home.people.short')}`}
          </span>
          <span>{t('home.turns_n', { n: figures?.turns ?? UNREAD })}</span>
          <span>{t('home.sessions', { n: figures?.sessions ?? UNREAD })}</span>
        </>
      )}
    </p>
  )
}
