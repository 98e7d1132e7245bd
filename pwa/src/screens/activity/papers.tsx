import { useEffect, useState } from 'preact/hooks'
import {
  bytesOf,
  dropOldPapers,
  type OldCopy,
  oldCopiesOf,
  putOff,
  savedOf,
  savePapers,
} from '../../actions/papers'
import { useOnce } from '../../components/once'
import { t, type Word } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { formatDay } from '../../i18n/format'
import { isReadable, type Paper } from '../../queries/papers'
import { formatBytes } from '../shared/format-bytes'

interface Props {
  title: string
  papers: Paper[]
  /** YYYY-MM-DD */
  today: string
}

/** Papers with what each costs to fetch, and one button that saves all of them. */
export function Papers({ title, papers, today }: Props) {
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState('')
  const { busy, once } = useOnce()
  const [old, setOld] = useState<Record<string, OldCopy>>({})
  const look = async () => {
    setSaved(await savedOf(papers))
    setOld(await oldCopiesOf(papers))
  }
  const versions = papers.map(({ id, version }) => `${id}/${version}`).join(' ')
  useEffect(() => {
    void dropOldPapers().then(look)
  }, [versions])
  if (papers.length === 0) return null
  const now = new Date().toISOString()
  const readable = papers.filter((one) => isReadable(one, now, today))
  const left = readable.filter(({ id }) => !saved.has(id))
  const bytes = left.reduce((sum, one) => sum + bytesOf(one), 0)
  const news = left.filter(({ id }) => old[id]?.isNews)
  const save = async (wanted: Paper[]) => {
    setSaid('')
    const problem = await savePapers(wanted, () => void look())
    await look()
    setSaid(problem ? t(`paper.no.${problem}` as Word) : '')
  }
  return (
    <section class="stack">
      <h2>{title}</h2>
      {news.map((one) => (
        <div class="card look stack" key={one.id}>
          <p>
            <strong>{one.title}</strong>: {t('paper.newer', { day: dayOf(old, one) })}
          </p>
          <div class="row">
            <button
              type="button"
              class="button primary"
              disabled={busy}
              onClick={() => once(() => save([one]))}
            >
              {t('paper.newer.take', { size: formatBytes(bytesOf(one)) })}
            </button>
            <button
              type="button"
              class="button plain"
              onClick={() => void putOff(one).then(() => look())}
            >
              {t('paper.newer.later')}
            </button>
          </div>
        </div>
      ))}
      <ul class="lines">
        {papers.map((one) => (
          <li key={one.id}>
            <a class="line" href={`/papers/${one.id}`}>
              <span class="name">{one.title}</span>
              <span class="soft small">{aboutOf(one, now, saved.has(one.id), one.id in old)}</span>
            </a>
          </li>
        ))}
      </ul>
      {left.length > 0 ? (
        <button type="button" class="button" disabled={busy} onClick={() => once(() => save(left))}>
          {busy ? t('paper.saving') : t('paper.save_all', { size: formatBytes(bytes) })}
        </button>
      ) : (
        readable.length > 0 && <p class="soft small">{t('paper.all_saved')}</p>
      )}
      {said && (
        <p class="card look" role="alert">
          {said}
        </p>
      )}
      <p class="soft small">{t('paper.told')}</p>
    </section>
  )
}

const dayOf = (old: Readonly<Record<string, OldCopy>>, { id }: Paper): string =>
  formatDay(old[id]?.day ?? '')

function aboutOf(paper: Paper, now: string, isSaved: boolean, isOld: boolean): string {
  const { paper_kind, number, opens } = paper
  const isPlanned = opens !== null && Date.parse(opens) > Date.parse(now)
  return [
    t(`paper.kind.${paper_kind}` as Word),
    number,
    isPlanned
      ? t('paper.opens', { when: formatInstant(opens) })
      : isSaved
        ? t('paper.saved')
        : isOld
          ? t('paper.saved.old')
          : formatBytes(bytesOf(paper)),
  ]
    .filter(Boolean)
    .join(' · ')
}
