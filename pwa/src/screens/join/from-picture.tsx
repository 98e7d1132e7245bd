import { useState } from 'preact/hooks'
import { openScanner, ScannerMissing } from '../../actions/scan'
import { FileButton } from '../../components/file-button'
import { t, type Word } from '../../i18n'

/** Reads a code out of a picture, such as one that came by Zalo. */
export function FromPicture({ onCode }: { onCode: (text: string) => void }) {
  const [trouble, setTrouble] = useState<Word | null>(null)
  const read = async (file: File) => {
    setTrouble(null)
    try {
      const text = await (await openScanner()).read(file)
      if (text !== null) return onCode(text)
      setTrouble('join.picture.none')
    } catch (reason) {
      setTrouble(reason instanceof ScannerMissing ? 'scan.missing' : 'join.picture.none')
    }
  }
  return (
    <>
      <FileButton label={t('join.picture')} accept="image/*" onFile={read} />
      {trouble && (
        <p class="card quiet" role="alert">
          {t(trouble)}
        </p>
      )}
    </>
  )
}
