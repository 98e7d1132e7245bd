import '../../../styles/desk.css'
import { useState } from 'preact/hooks'
import { deliverParcel, type Parcel } from '../../../actions/hand-over'
import { useOnce } from '../../../components/once'
import { Page } from '../../../components/page'
import { problem, t } from '../../../i18n'
import { ParcelFile } from '../../hand/parcel-file'
import { parcelSummary } from '../../hand/parcel-summary'

/** A file that a volunteer saved goes from here straight to the server. */
export function TakeFile() {
  const [found, setFound] = useState<Parcel | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const { busy, once } = useOnce()
  const send = async (parcel: Parcel) => {
    const answer = await deliverParcel(parcel)
    if (answer.ok) setFound(null)
    setSaid(
      answer.ok
        ? t(answer.waiting > 0 ? 'take.desk.done.waiting' : 'take.desk.done', {
            n: answer.changes,
            name: parcel.from,
            waiting: answer.waiting,
          })
        : problem(answer.problem),
    )
  }
  return (
    <Page wide title={t('screen.name.desk_take')} under={<p class="soft">{t('take.desk.why')}</p>}>
      {said && (
        <p class="card calm" role="status">
          {said}
        </p>
      )}
      {found && (
        <section class="card">
          <h2>{parcelSummary(found)}</h2>
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => once(() => send(found))}
          >
            {t('take.yes')}
          </button>
        </section>
      )}
      <p>
        <ParcelFile
          onParcel={(parcel) => {
            setSaid(null)
            setFound(parcel)
          }}
        />
      </p>
    </Page>
  )
}
