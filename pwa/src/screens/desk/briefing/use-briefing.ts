import type { Params } from '../../../api/paths'
import { type Answer, useQuery } from '../../lead/answer'
import type { Tallies } from '../../lead/api-types'
import { isCommune, useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { daysBefore } from '../shared/period'
import { useWaiting } from '../shared/use-waiting'
import type { BriefingData } from './briefing-data'

/** As many silent teams as a sheet names. */
const NAMED = 40

interface Place {
  unit?: string
  team?: string
}

/** Asks for all that a briefing is made of. The first answer is today's figures, which it cannot do
 * without; the rest stands in `data` as it comes. */
export function useBriefing(place: Place): {
  answer: Answer<Tallies>
  dataOf: (today: Tallies) => BriefingData
} {
  const account = useSignedIn()
  const day = todayHere()
  const days = { from: day, to: day }
  const ofCommune = !place.unit && isCommune(account?.unit?.kind)
  const by = place.team ? 'service' : ofCommune ? 'team' : 'unit'
  const now = { ...place, ...days, by, boundaries: 'now' } as const
  const answer = useTallies(now)
  const weekBefore = useTallies({ ...now, ...daysBefore({ period: 'today', ...days }) }).body
  const year = useTallies({ ...now, from: `${day.slice(0, 4)}-01-01`, by: 'month' }).body
  const progress = useQuery('/api/progress', place).body
  const where = { ...place, limit: NAMED }
  const silent = useQuery('/api/tallies/silent', where).body
  const waiting = useWaiting()
  const rest = { day, weekBefore, year, progress, silent }
  return {
    answer,
    // What waits is told of all that is looked after, so only beside the figures of all that.
    dataOf: (today) => ({ today, ...rest, waiting: place.unit || place.team ? null : waiting }),
  }
}

const useTallies = (params: Params<'/api/tallies'>): Answer<Tallies> =>
  useQuery('/api/tallies', params)
