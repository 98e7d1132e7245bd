import { t, type Word } from '../../i18n'
import { formatDay, formatNumber } from '../../i18n/format'
import type { Figures } from '../../queries'
import type { BoastWords } from './draw-boast'
import { type PeriodName, type Range, seasonOf } from './periods'

/** What names a place within a commune, as units of the Union are called. */
const FINER = /(?:^|\s)(?:thôn|tổ|ấp|bản|xóm|khóm|khu phố|khu dân cư|làng|buôn|chi đoàn)(?=\s|$)/i

/** The unit's name where it is a commune or more, null where it may tell of a hamlet. */
export const communeOf = (unit: string | null): string | null =>
  unit && !FINER.test(unit.normalize('NFC')) ? unit : null

/** "Hôm nay mình giúp được 33 bà con" */
export const headline = (words: Pick<BoastWords, 'above' | 'number' | 'below'>): string =>
  `${words.above} ${words.number} ${words.below}`

/**
 * What a volunteer shows of own work: how much and when, and the commune. No name of anybody and no
 * team, whose name may be a hamlet's.
 */
export function boastWords(
  { people, sessions, turns }: Figures,
  period: PeriodName,
  { from, to }: Range,
  unit: string | null,
): BoastWords {
  const name = period === 'season' ? seasonOf(to) : period
  const days =
    from === to ? formatDay(to) : t('desk.days', { from: formatDay(from), to: formatDay(to) })
  return {
    above: t(`boast.${name}` as Word),
    people,
    number: formatNumber(people),
    below: t('boast.people', { n: people }),
    also: t('boast.also', { sessions, turns }),
    when: [days, communeOf(unit)].filter(Boolean).join(' · '),
    sign: t('boast.sign'),
  }
}
