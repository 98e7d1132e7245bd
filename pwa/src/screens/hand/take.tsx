import { useState } from 'preact/hooks'
import { importParcel, type Parcel } from '../../actions/hand-over'
import { Page } from '../../components/page'
import { t } from '../../i18n'
import { PRACTICE } from '../../practice'
import { me, useLive } from '../../queries'
import { ParcelFile } from './parcel-file'
import { parcelSummary } from './parcel-summary'
import { Watch } from './watch'

/** Takes what a teammate's phone shows, or what is in a file; kept here until the server has it. */
export function Take() {
  const person = useLive(me())
  // There, but the store could not keep it.
  const [left, setLeft] = useState<Parcel | null>(null)
  const [done, setDone] = useState<Parcel | null>(null)
  // Nobody is asked again: to keep what a teammate holds out harms nothing, who waits for the word.
  const take = async (parcel: Parcel) => {
    try {
      await importParcel(parcel)
      setDone(parcel)
      setLeft(null)
    } catch {
      setLeft(parcel)
    }
  }
  if (!person) return <Page title={t('screen.name.take')} back="/sent" />
  if (PRACTICE) {
    return (
      <Page title={t('screen.name.take')} back="/sent">
        <p class="card quiet">{t('take.practice')}</p>
      </Page>
    )
  }
  return (
    <Page title={t('screen.name.take')} back="/sent">
      {person.state === 'unjoined' && <p class="card look">{t('take.join_first')}</p>}
      {done && (
        <section class="card calm" role="status">
          <h2>
            {t(done.sessions > 0 ? 'take.done' : 'take.done.part', {
              n: done.sessions,
              name: done.from,
            })}
          </h2>
          <p>{t('take.done.why')}</p>
          <button type="button" class="button" onClick={() => setDone(null)}>
            {t('take.another')}
          </button>
        </section>
      )}
      {left && (
        <section class="card stop" role="alert">
          <h2>{parcelSummary(left)}</h2>
          <p>{t('take.full')}</p>
          <button type="button" class="button primary big" onClick={() => take(left)}>
            {t('do.again')}
          </button>
        </section>
      )}
      {!left && !done && person.state !== 'unjoined' && (
        <>
          <Watch onParcel={take} />
          <ParcelFile onParcel={take} />
        </>
      )}
    </Page>
  )
}
