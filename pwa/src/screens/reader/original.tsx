import { useState } from 'preact/hooks'
import { noteOpened } from '../../actions/openings'
import { openOriginal } from '../../actions/papers'
import { download } from '../../components/file'
import { useOnce } from '../../components/once'
import { t, type Word } from '../../i18n'
import { fileOf, type Paper } from '../../queries/papers'
import { formatBytes } from '../shared/format-bytes'

/** The file as it was sent, for the phone's own viewer. */
export function Original({ paper }: { paper: Paper }) {
  const [said, setSaid] = useState('')
  const { busy, once } = useOnce()
  const file = fileOf(paper, 'original')
  if (!file) return null
  const open = async () => {
    setSaid('')
    const came = await openOriginal(file.sha)
    if (typeof came === 'string') return setSaid(t(`paper.no.${came}` as Word))
    download(new Blob([came], { type: file.type }), file.name)
    void noteOpened(paper, 'original')
  }
  return (
    <>
      <p>
        <button type="button" class="button" disabled={busy} onClick={() => once(open)}>
          {t('paper.original', { size: formatBytes(file.bytes) })}
        </button>
      </p>
      {said && (
        <p class="card look" role="alert">
          {said}
        </p>
      )}
    </>
  )
}
