import { ShareText } from '../../parts/share-text'
import { t, type Word } from '../../words'
import { messageOf } from '../message'
import type { Tallies } from './answers'
import type { ByName } from './by'
import { completeSentence } from './complete'
import type { Days } from './period'
import { countsPeople, countsTurns, inOrder, isHidden, nameOf } from './table-row'

interface Props {
  body: Tallies
  by: ByName
  days: Days
}

/** What is on screen as a text for Zalo. */
export function ShareTotals({ body, by, days }: Props) {
  const { total } = body
  const text = messageOf({
    title: body.team?.name ?? body.unit?.name ?? t('app.name'),
    from: days.from,
    to: days.to,
    people: total.people ?? 0,
    turns: total.turns,
    sessions: total.sessions,
    volunteers: total.volunteer_turns?.union ?? null,
    by: t(`desk.by.${by}` as Word),
    rows: inOrder(
      body.rows.filter((row) => !isHidden(row)),
      by,
    ).map((row) => ({
      name: nameOf(row, by, body.unit?.id),
      people: countsPeople(by) ? row.totals.people : null,
      turns: countsTurns(by) ? row.totals.turns : null,
    })),
    notes: [
      ...(by === 'reason' ? [t('desk.reasons')] : []),
      ...(body.rows.some(isHidden) ? [t('table.hidden.why')] : []),
      completeSentence(body.completeness, 0),
    ],
  })
  return <ShareText text={text} />
}
