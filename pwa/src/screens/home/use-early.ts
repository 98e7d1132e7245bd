import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { forgetEarlyScreen } from '../../actions/early-screen'
import { language } from '../../i18n'
import type { Catalogue, Me, Today } from '../../queries'
import type { TeamPlan } from '../../queries/plan'
import { earlyTiles, leaveEarly } from '../early'
import { holderOf } from '../log/holder'

/** Behind what a tap does. */
const LATER_MS = 1000

interface Shown {
  person: Me
  day: Today
  catalogue: Catalogue
  plan: TeamPlan | null
  /** Something stands above the tiles. */
  isNoticed: boolean
  /** Something will, until the first session of another day. */
  isLacking: boolean
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
  const { person, day, catalogue, plan = null, isNoticed, isLacking } = shown ?? {}
  const spoken = language.value
  useEffect(() => {
    if (!person || !day || !catalogue || !holder) return
    const who = person.current
    const isSame = person.language === spoken && person.state === 'joined'
    if (!who || who.hasPin || !isSame || !day.whole || isNoticed) return forgetEarlyScreen()
    const keep = async () => {
      const early = await import('./early')
      if (isCurrent)
        early.keep({ who, holder, day, catalogue, plan, onlyToday: isLacking === true })
    }
    let isCurrent = true
    const timer = setTimeout(() => void keep().catch(() => undefined), LATER_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [person, day?.usual, day?.whole, catalogue, plan, isNoticed, isLacking, spoken])
  return tiles
}
