import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { forgetEarlyScreen } from '../../actions/early-screen'
import { type Language, language } from '../../i18n'
import type { Catalogue, Me, Today } from '../../queries'
import type { TeamPlan } from '../../queries/plan'
import { earlyTiles, hasNotice, leaveEarly } from '../early'
import { holderOf } from '../log/holder'

/** Behind what a tap does. */
const LATER_MS = 1000

interface Shown {
  person: Me
  day: Today
  catalogue: Catalogue
  plan: TeamPlan | null
  /** A notice was put off and comes back tomorrow. */
  isPutOff: boolean
}

/**
 * Takes the place of what was painted early once `shown` is drawn, and keeps it for the next start.
 * `isOver`: there will be no more than what is drawn, and `isBusy`: a card opens by itself; then what
 * was tapped early is dropped. The order of the tiles that were painted early, which stay in place.
 */
export function useEarly(shown: Shown | null, isOver: boolean, isBusy: boolean): string[] | null {
  const [tiles] = useState(earlyTiles)
  const holder = shown ? holderOf(shown.person) : null
  useLayoutEffect(() => {
    if (isOver || shown) leaveEarly(isBusy ? null : holder)
  }, [isOver, !shown])
  const spoken = language.value
  const kept = shown ? keptOf(shown, holder, spoken) : undefined
  const { person, day, catalogue, plan, isPutOff } = shown ?? {}
  useKept(kept, [
    person,
    day?.usual,
    day?.usedToday,
    day?.whole,
    catalogue,
    plan,
    isPutOff,
    hasNotice.value,
    spoken,
  ])
  return tiles
}

type Kept = Parameters<typeof import('./early').keep>[0]

/** What of the first screen is kept; null where the next start is to show none of it. */
function keptOf(shown: Shown, holder: string | null, spoken: Language): Kept | null | undefined {
  const { person, day, catalogue, plan, isPutOff } = shown
  if (!holder) return undefined
  const who = person.current
  const isSame = person.language === spoken && person.state === 'joined'
  if (!who || who.hasPin || !isSame || !day.whole) return null
  return { who, holder, day, catalogue, plan, onlyToday: isPutOff }
}

/**
 * Keeps the first screen a moment after it was drawn or has `changed`, as it stands by then: answers
 * that come anew all the time do not put that off. Undefined: it is not known yet.
 */
function useKept(kept: Kept | null | undefined, changed: unknown[]): void {
  const latest = useRef(kept)
  latest.current = kept
  const isDue = useRef(false)
  const keep = async () => {
    isDue.current = false
    const early = await import('./early')
    if (latest.current) early.keep(latest.current)
  }
  useEffect(() => {
    if (kept === null) forgetEarlyScreen()
    if (!kept || isDue.current) return
    isDue.current = true
    setTimeout(() => void keep().catch(() => undefined), LATER_MS)
  }, changed)
  useEffect(
    () => () => {
      latest.current = null
    },
    [],
  )
}
