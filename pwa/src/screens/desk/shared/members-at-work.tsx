import { CsvButton } from '../../../components/lead/csv-button'
import { t } from '../../../i18n'
import { formatDay, formatNumber } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { MemberAtWork } from '../../lead/api-types'
import { Empty } from '../../lead/empty'
import { sessionsAddress } from './addresses'
import type { Days } from './period'

const useMembers = (team: string, { from, to }: Days) => {
  return useQuery('/api/tallies/members', { team, from, to })
}

/** Who of a team took part: from its figures to one person's sessions. */
export function MembersAtWork({ team, days }: { team: string; days: Days }) {
  return (
    <ServerAnswer answer={useMembers(team, days)}>
      {({ rows, totals_only_until: until }) =>
        rows.length === 0 && !until ? (
          <Empty why="zero" text={t('at_work.none')} />
        ) : (
          <>
            {until && <p class="hint">{t('at_work.totals_only', { day: formatDay(until) })}</p>}
            <p class="soft small">{t('at_work.why')}</p>
            <section class="scroll" aria-label={t('desk.by')}>
              <table>
                <caption class="unseen">{t('desk.by.member')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('desk.col.name')}</th>
                    <th scope="col">{t('at_work.sessions')}</th>
                    <th scope="col">{t('at_work.days')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <th scope="row">
                        <a href={sessionsAddress({ team, days, member: row.id })}>
                          {row.name ?? t('session.someone')}
                        </a>
                      </th>
                      <td data-figure="sessions" data-of={row.id}>
                        {formatNumber(row.sessions)}
                      </td>
                      <td data-figure="days" data-of={row.id}>
                        {formatNumber(row.days)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            <p>
              <CsvButton
                name={`tung-ngo-${t('desk.by.member')}-${days.from}-${days.to}`}
                columns={[
                  { name: t('desk.col.name'), cell: (row: MemberAtWork) => row.name },
                  { name: t('at_work.sessions'), cell: (row: MemberAtWork) => row.sessions },
                  { name: t('at_work.days'), cell: (row: MemberAtWork) => row.days },
                ]}
                rows={rows}
              />
            </p>
          </>
        )
      }
    </ServerAnswer>
  )
}

/** Whose sessions a list holds. */
export function OfMember({ team, member, days }: { team: string; member: string; days: Days }) {
  const { body } = useMembers(team, days)
  const name = body?.rows.find(({ id }) => id === member)?.name
  return <>{` · ${name ?? t('session.someone')}`}</>
}
