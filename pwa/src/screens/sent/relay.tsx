import { dropParcel } from '../../actions/hand-over'
import { showSnackbar } from '../../components/snackbar'
import { problem, t, type Word } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { useLive } from '../../queries'
import { type CarriedView, carried } from '../../queries/relay'
import { parcelSummary } from '../hand/parcel-summary'

/** What this phone keeps for teammates, or what the server has of it by now. */
export function CarriedList({ received = false }: { received?: boolean }) {
  const rows = useLive(carried())?.filter((row) => (row.state === 'received') === received)
  if (!rows?.length) return null
  return (
    <section class="stack">
      <h2>{t('carried.title')}</h2>
      <ul class="lines">
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

function Line({ row }: { row: CarriedView }) {
  return (
    <li class="line">
      <span class="name">{parcelSummary(row)}</span>
      <span class="soft small">
        {row.code
          ? problem(row.code)
          : `${t(`carried.${row.state}` as Word)} · ${formatInstant(row.at)}`}
      </span>
      {row.code && (
        <button
          type="button"
          class="button"
          onClick={async () => {
            await dropParcel(row.id)
            showSnackbar(t('carried.dropped'))
          }}
        >
          {t('carried.drop')}
        </button>
      )}
    </li>
  )
}
