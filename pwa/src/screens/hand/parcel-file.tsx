import { useState } from 'preact/hooks'
import { type Parcel, parcelOfFile } from '../../actions/hand-over'
import { t } from '../../i18n'

const MOST_BYTES = 5_000_000

/** A parcel out of a file that came by Zalo, by Bluetooth or by hand. */
export function ParcelFile({ onParcel }: { onParcel: (parcel: Parcel) => void }) {
  const [bad, setBad] = useState(false)
  const read = async (input: HTMLInputElement) => {
    const file = input.files?.[0]
    // A parcel of thousands of sessions is smaller; a film would fill a phone's memory.
    const text = file && (file.size < MOST_BYTES ? await file.text().catch(() => '') : '')
    input.value = '' // the same file may be chosen again
    if (text === undefined) return
    const parcel = await parcelOfFile(text)
    setBad(!parcel)
    if (parcel) onParcel(parcel)
  }
  return (
    <>
      <label class="button pick">
        {t('take.file')}
        <input
          type="file"
          accept=".txt,text/plain"
          class="unseen"
          onChange={(event) => read(event.currentTarget)}
        />
      </label>
      {bad && (
        <p class="card quiet" role="alert">
          {t('take.file.bad')}
        </p>
      )}
    </>
  )
}
