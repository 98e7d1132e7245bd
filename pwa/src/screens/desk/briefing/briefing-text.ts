import { t } from '../../../i18n'
import { LONGEST } from '../../message'

/** What a briefing says, each part in a sentence of its own. */
export interface BriefingLines {
  /** Whose it is, of which day and as of when. */
  head: string[]
  /** Today, the month, the year. */
  figures: string[]
  /** How far the targets are. */
  goals: string[]
  /** How many teams have sent nothing, and the names of some or all of them. */
  silent: { said: string; names: string[]; n: number }
  /** What waits for somebody, and what is still on phones. */
  waiting: string[]
}

/** The briefing as a text for a chat, at most LONGEST characters: names of teams are the first to be left
 * out, then targets. Both are on the page, and the text says how many it left out. */
export function briefingText(lines: BriefingLines): string {
  const { goals, silent } = lines
  for (let told = goals.length; told >= 0; told -= 1) {
    for (let names = silent.names.length; names >= 0; names -= 1) {
      const text = write(lines, told, names)
      if (text.length <= LONGEST) return text
    }
  }
  return [...write(lines, 0, 0)].slice(0, LONGEST).join('')
}

function write(
  { head, figures, goals, silent, waiting }: BriefingLines,
  told: number,
  names: number,
) {
  const left = silent.n - names
  const named = [
    ...silent.names.slice(0, names),
    ...(names > 0 && left > 0 ? [t('briefing.more_teams', { n: left })] : []),
  ].join(', ')
  return [
    ...head,
    ...figures,
    ...goals.slice(0, told),
    ...(told < goals.length ? [t('briefing.more_goals', { n: goals.length - told })] : []),
    named ? `${silent.said}: ${named}` : silent.said,
    ...waiting,
  ]
    .join('\n')
    .normalize('NFC')
}
