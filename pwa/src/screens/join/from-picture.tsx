import { useState } from 'preact/hooks'
import { openScanner } from '../../actions/scan'
import { t } from '../../words'

/** Reads a code out of a picture, such as one that came by Zalo. */
export function FromPicture({ onCode }: { onCode: (text: string) => void }) {
  const [none, setNone] = useState(false)
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = await openScanner()
      .then((scanner) => scanner.read(file))
      .catch(() => null)
    setNone(text === null)
    if (text !== null) onCode(text)
  }
  return (
    <>
      <label class="button pick">
        {t('join.picture')}
        <input
          type="file"
          accept="image/*"
          class="unseen"
          onChange={(event) => read(event.currentTarget.files?.[0])}
        />
      </label>
      {none && (
        <p class="card quiet" role="alert">
          {t('join.picture.none')}
        </p>
      )}
    </>
  )
}
