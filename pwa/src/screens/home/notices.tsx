import { t, type Word } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import type { Me } from '../../queries'
import { type Check, isClockRight } from '../../queries/ready'
import { Install } from './status-cards'

/** What stands above all that is tapped: `install` where one tap on the browser's offer mends it. */
export type Lack = Check | 'install' | null

interface Props {
  /** Seconds. */
  clockOff: number
  lack: Lack
  person: Me
}

/** What must be known before anything is logged: a wrong clock, then what else the phone lacks. */
export function Notices({ clockOff, lack, person }: Props) {
  return (
    <>
      {!isClockRight(clockOff) && <WrongClock clockOff={clockOff} />}
      {lack === 'install' && <Install person={person} />}
      {lack && lack !== 'install' && (
        <a class="card look" href="/me">
          {t('ready.no.why', { what: t(`ready.lacks.${lack}` as Word) })}
        </a>
      )}
    </>
  )
}

const MINUTES = 60
const HOURS = 60 * MINUTES

/** Each session then stands on a wrong day, or at a wrong time. */
function WrongClock({ clockOff }: { clockOff: number }) {
  const now = Date.now()
  const shown = inVietnam(now).day
  const day = inVietnam(now - clockOff * 1000).day
  const off = Math.abs(clockOff)
  return (
    <section class="card stop" role="alert">
      <h2>{t('home.clock')}</h2>
      <p>
        {day !== shown
          ? t('home.clock.day', { shown: formatDay(shown), day: formatDay(day) })
          : off < 2 * HOURS
            ? t('home.clock.minutes', { n: Math.round(off / MINUTES) })
            : t('home.clock.hours', { n: Math.round(off / HOURS) })}
      </p>
      <p>{t('home.clock.todo')}</p>
    </section>
  )
}
