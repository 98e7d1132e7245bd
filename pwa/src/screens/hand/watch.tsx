import { useRef, useState } from 'preact/hooks'
import { Gathering, type Parcel, readParcel } from '../../actions/hand-over'
import { t } from '../../i18n'
import { Scan } from '../shared/scan'

/** The camera on the loop of codes that a teammate's phone shows, until the parcel is whole; it goes on
 * and takes the next one. */
export function Watch({ onParcel }: { onParcel: (parcel: Parcel) => void }) {
  const gathering = useRef(new Gathering())
  const [, setSeen] = useState(0)
  const [spoilt, setSpoilt] = useState(false)
  const hear = async (text: string) => {
    const { current } = gathering
    if (!current.add(text)) return
    const whole = current.missing.length === 0
    setSeen((n) => n + 1)
    const bytes = await current.parcel()
    const parcel = bytes && readParcel(bytes)
    if (parcel) return onParcel(parcel)
    setSpoilt(whole)
  }
  const { total, missing } = gathering.current
  return (
    <Scan
      onCode={hear}
      many={
        <div class="stack tight">
          {total === 0 ? (
            <p role="status">{t(spoilt ? 'take.spoilt' : 'take.hold')}</p>
          ) : (
            <>
              <progress
                aria-label={t('screen.name.take')}
                max={total}
                value={total - missing.length}
              />
              <p>{t('take.progress', { n: total - missing.length, of: total })}</p>
              {missing.length > 0 && missing.length <= 12 && (
                <p class="soft small">{t('take.missing', { list: missing.join(', ') })}</p>
              )}
            </>
          )}
        </div>
      }
    />
  )
}
