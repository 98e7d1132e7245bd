import '../../../styles/desk.css'
import { t } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { WaitingPhones } from '../../lead/phones/waiting-phones'
import { ReviewList } from '../../lead/review/review-list'
import { useSignedIn } from '../../lead/signed-in'
import { DeskPage } from '../shared/desk-page'
import { useCatalogue } from '../shared/use-catalogue'
import { mayApprove } from '../shared/use-waiting'

/** Everything that waits for the signed-in person: phones, sites, requests about data, and changes that
 * the server could not decide. */
export function WaitingPage() {
  useCatalogue()
  const account = useSignedIn()
  const phones = useQuery('/api/enrolments', { state: 'pending' })
  return (
    <DeskPage paper={{ shown: phones.path }} title={t('screen.name.waiting')}>
      <section class="stack">
        <h2>{t('waiting.phones')}</h2>
        <p class="soft small">{t('phones.why')}</p>
        <ServerAnswer answer={phones}>
          {({ rows }) => <WaitingPhones appoints rows={rows} onDecided={phones.refresh} />}
        </ServerAnswer>
      </section>
      {account && <Requests />}
      {account && <SitesToApprove />}
      <section class="stack">
        <h2>{t('screen.name.attention')}</h2>
        <p class="soft small">{t('review.why')}</p>
        <ReviewList list="grid" />
      </section>
    </DeskPage>
  )
}

function Requests() {
  const { body } = useQuery('/api/data-requests', { state: 'open' })
  if (!body?.open) return null
  const { open, overdue } = body
  return (
    <section class="stack">
      <h2>{t('screen.name.data_requests')}</h2>
      <p>
        <a class="link" href="/desk/data-requests">
          {overdue > 0
            ? t('desk.waiting.data_late', { n: overdue })
            : t('desk.waiting.data', { n: open })}
        </a>
      </p>
    </section>
  )
}

/** Versions of sites that another account wrote and this one may approve. */
function SitesToApprove() {
  const { body } = useQuery('/api/sites', { state: 'waiting' })
  const rows = body?.rows.filter(mayApprove) ?? []
  if (rows.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('waiting.sites')}</h2>
      <ul class="lines">
        {rows.map(({ id, title, unit_name }) => (
          <li key={id}>
            <a class="line" href={`/desk/sites/${id}`}>
              <span class="name">{title}</span>
              <span class="soft small">{unit_name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
