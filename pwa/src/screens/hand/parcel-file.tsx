import { useState } from 'preact/hooks'
import { type Parcel, parcelOfFile } from '../../actions/hand-over'
import { FileButton } from '../../components/file-button'
import { t } from '../../i18n'

const MOST_BYTES = 5_000_000

/** A parcel out of a file that came by Zalo, by Bluetooth or by hand. */
export function ParcelFile({ onParcel }: { onParcel: (parcel: Parcel) => void }) {
  const [bad, setBad] = useState(false)
  const read = async (file: File) => {
    // A parcel of thousands of sessions is smaller; a film would fill a phone's memory.
    const text = file.size < MOST_BYTES ? await file.text().catch(() => '') : ''
    const parcel = await parcelOfFile(text)
    setBad(!parcel)
    if (parcel) onParcel(parcel)
  }
  return (
    <>
      <FileButton label={t('take.file')} accept=".txt,text/plain" onFile={read} />
      {bad && (
        <p class="card quiet" role="alert">
          {t('take.file.bad')}
        </p>
      )}
    </>
  )
}
