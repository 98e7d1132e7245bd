import '../../../styles/desk.css'
import coordinators from 'virtual:words/coordinators'
import lead from 'virtual:words/lead'
import { Icon } from '../../../components/icon'
import { Page } from '../../../components/page'
import { addWords, t } from '../../../i18n'
import { formatInstant, formatMonth } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { ScreenProps } from '../../route'
import type { FourFigures, SnapshotCheck } from '../shared/target-types'

addWords({ ...lead, ...coordinators })

const FIGURES = ['people', 'turns', 'volunteers', 'sessions'] as const

/** Where the code on a printed report leads: whether its figures still stand. Nobody signs in for it. */
export function Snapshot({ params }: ScreenProps) {
  const code = params.code ?? ''
  const answer = useQuery('/api/snapshots/{code}', { code })
  return (
    <Page title={t('screen.name.snapshot')}>
      {answer.trouble === 'not_found' && !answer.body ? (
        <div class="card look" role="status">
          <p>{t('snapshot.unknown', { code })}</p>
        </div>
      ) : (
        <ServerAnswer answer={answer}>
          {(body) => (
            <>
              <p class="number">
                {t('snapshot.of', { unit: body.unit, month: formatMonth(body.month) })}
                <br />
                {t('snapshot.at', {
                  at: formatInstant(body.closed_at, 0),
                  code: `${body.code.slice(0, 5)}-${body.code.slice(5)}`,
                })}
              </p>
              <p class={holds(body) ? 'card good' : 'card look'} role="status">
                <Icon name={holds(body) ? 'check' : 'alert'} size={20} />{' '}
                {body.reopened_at
                  ? t('snapshot.reopened', { at: formatInstant(body.reopened_at, 0) })
                  : t(body.same ? 'snapshot.same' : 'snapshot.changed')}
              </p>
              <Compared {...body} />
            </>
          )}
        </ServerAnswer>
      )}
    </Page>
  )
}

const holds = ({ same, reopened_at }: SnapshotCheck): boolean => same && !reopened_at

function Compared({ total, told, now, same, reopened_at }: SnapshotCheck) {
  const columns: { name: string; at: string; of: FourFigures }[] = [
    { name: t('snapshot.col.then'), at: 'then', of: total },
  ]
  if (!same) {
    // Of a month that is open again nothing counts as reported, though the paper says what was.
    if (!reopened_at) columns.push({ name: t('snapshot.col.told'), at: 'told', of: told })
    columns.push({ name: t('snapshot.col.now'), at: 'now', of: now })
  }
  return (
    <table>
      <caption class="unseen">{t('screen.name.snapshot')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('report.col.what')}</th>
          {columns.map(({ name, at }) => (
            <th scope="col" key={at}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {FIGURES.map((figure) => (
          <tr key={figure}>
            <th scope="row">{t(`measure.${figure}`)}</th>
            {columns.map(({ at, of }) => (
              <td key={at} data-figure={figure} data-of={at}>
                {formatNumber(of[figure])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
