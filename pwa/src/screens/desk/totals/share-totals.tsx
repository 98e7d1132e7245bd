import { ShareText } from '../../../components/share-text'
import { t, type Word } from '../../../i18n'
import { formatDay, formatNumber } from '../../../i18n/format'
import type { Tallies } from '../../lead/api-types'
import { messageOf } from '../../message'
import { SharePicture } from '../reports/share-picture'
import type { Days } from '../shared/period'
import { formatUnit } from '../shared/tree'
import type { ByName } from './by'
import { completeSentence } from './complete'
import { figuresSaid, inOrder, isHidden, measure, nameOf } from './table-row'

interface Props {
  body: Tallies
  by: ByName
  days: Days
}

/** What is on screen as a text for Zalo. */
export function ShareTotals({ body, by, days }: Props) {
  const { total } = body
  const name = body.team?.name ?? (body.unit ? formatUnit(body.unit) : t('app.name'))
  const rows = inOrder(
    body.rows.filter((row) => !isHidden(row)),
    by,
  )
  const text = messageOf({
    title: name,
    from: days.from,
    to: days.to,
    people: total.people ?? 0,
    turns: total.turns,
    sessions: total.sessions,
    volunteers: total.volunteer_turns?.union ?? null,
    by: t(`desk.by.${by}` as Word),
    rows: rows.map((row) => ({
      name: nameOf(row, by, body.unit),
      ...figuresSaid(row, by),
    })),
    notes: [
      ...(by === 'reason' ? [t('desk.reasons')] : []),
      ...(by === 'outcome' ? [t('desk.outcomes')] : []),
      ...(body.rows.some(isHidden) ? [t('table.hidden.why')] : []),
      completeSentence(body.completeness, 0),
    ],
  })
  return (
    <>
      <ShareText text={text} />
      <SharePicture
        name={`tung-ngo-${t(`desk.by.${by}`)}-${days.from}-${days.to}`}
        picture={() => ({
          title: name,
          days:
            days.from === days.to
              ? formatDay(days.from)
              : t('desk.days', { from: formatDay(days.from), to: formatDay(days.to) }),
          figures: [
            { label: t('desk.people'), value: formatNumber(total.people ?? 0) },
            { label: t('desk.turns'), value: formatNumber(total.turns ?? 0) },
            {
              label: t('desk.volunteers'),
              value: formatNumber(total.volunteer_turns?.union ?? 0),
            },
          ],
          rows: rows.map((row) => ({
            name: nameOf(row, by, body.unit),
            value: measure(row, by),
            said: formatNumber(measure(row, by)),
          })),
          note: completeSentence(body.completeness, 0),
          app: t('app.name'),
        })}
      />
    </>
  )
}
