import '../../../styles/desk.css'
import './words'
import { Choice } from '../../../components/choice'
import { t } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { useConfirmed } from '../security/confirmed'
import { DeskPage } from '../shared/desk-page'
import { ENTER, EnterForm } from './enter-form'
import { RequestCard } from './request-card'

const SHOWN = ['open', 'answered'] as const

/** What people of the coordinator's teams ask for about their own data; what is overdue stands first. */
export function DataRequestsPage() {
  const asked = address.value.query.get('show')
  const show = SHOWN.find((one) => one === asked) ?? 'open'
  const answer = useQuery('/api/data-requests', { state: show })
  const { confirmed, sheet } = useConfirmed()
  const [adding, setAdding] = useOpenForm(ENTER)
  return (
    <DeskPage
      paper={{ shown: answer.path, chosen: [t(`data_requests.show.${show}`)] }}
      title={t('screen.name.data_requests')}
      under={<p class="soft">{t('data_requests.why')}</p>}
    >
      {adding ? (
        <EnterForm onClose={() => setAdding(false)} />
      ) : (
        <p class="no-print">
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {t('data_requests.enter')}
          </button>
        </p>
      )}
      <Choice
        quiet
        legend={t('data_requests.show')}
        options={SHOWN.map((one) => ({ value: one, label: t(`data_requests.show.${one}`) }))}
        value={show}
        onChange={(show) => setQuery({ show })}
      />
      <ServerAnswer answer={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="empty">{t(`data_requests.none.${show}`)}</p>
          ) : (
            <ul class="plain-list stack">
              {rows.map((row) => (
                <li class="card stack" key={row.id}>
                  <RequestCard row={row} confirmed={confirmed} />
                </li>
              ))}
            </ul>
          )
        }
      </ServerAnswer>
      {sheet}
    </DeskPage>
  )
}
