import { useEffect, useState } from 'preact/hooks'
import { bytesOf, type OldCopy, oldCopiesOf, replacedBy, savePapers } from '../../actions/papers'
import { useOnce } from '../../components/once'
import { t, type Word } from '../../i18n'
import { formatDay } from '../../i18n/format'
import type { Paper } from '../../queries/papers'
import { formatBytes } from '../shared/format-bytes'

/** What is here of a paper: undefined until that is known, null where no older version is all there is. */
export function useOldCopy(paper: Paper): [old: OldCopy | null | undefined, look: () => void] {
  const [old, setOld] = useState<OldCopy | null>()
  const look = () =>
    void oldCopiesOf([paper]).then(
      (found) => setOld(found[paper.id] ?? null),
      () => setOld(null),
    )
  useEffect(look, [])
  return [old, look]
}

/** That a version is an old one, and a button that fetches the newest. */
export function OldVersion({
  paper,
  day,
  onNewer,
}: {
  paper: Paper
  day: string
  onNewer: () => void
}) {
  const [said, setSaid] = useState('')
  const { busy, once } = useOnce()
  const fetchNewer = async () => {
    const problem = await savePapers([paper], () => undefined)
    setSaid(problem ? t(`paper.no.${problem}` as Word) : '')
    if (!problem) onNewer()
  }
  return (
    <section class="card look stack">
      <p>
        <strong>{t('paper.old', { day: formatDay(day) })}</strong>
      </p>
      <button type="button" class="button" disabled={busy} onClick={() => once(fetchNewer)}>
        {busy ? t('paper.saving') : t('paper.newer.take', { size: formatBytes(bytesOf(paper)) })}
      </button>
      {said && <p role="alert">{said}</p>}
    </section>
  )
}

/** Of what is here it is said what it took the place of. */
export function Replaces({ paper }: { paper: Paper }) {
  const [day, setDay] = useState<string | null>(null)
  useEffect(() => void replacedBy(paper).then(setDay), [])
  return day ? <p class="soft small">{t('paper.replaces', { day: formatDay(day) })}</p> : null
}
