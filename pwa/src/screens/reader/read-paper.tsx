import '../activity/words'
import '../../styles/reader.css'
import { useEffect, useState } from 'preact/hooks'
import { noteOpened } from '../../actions/openings'
import { openText, type PaperProblem } from '../../actions/papers'
import { Page } from '../../components/page'
import { t, type Word } from '../../i18n'
import { formatDay } from '../../i18n/format'
import { today, useLive } from '../../queries'
import { fileOf, isReadable, type Paper, type PaperBlock, papers } from '../../queries/papers'
import type { ScreenProps } from '../route'
import { OldVersion, Replaces, useOldCopy } from './newer-version'
import { Original } from './original'
import { Pages } from './pages'
import { Text } from './text'

/** A paper to read: its text, else pictures of its pages, else the file; without a network what is saved. */
export function ReadPaper({ params }: ScreenProps) {
  const all = useLive(papers())
  const day = useLive(today())?.day
  if (!all || !day) return <Page title={t('paper.title')} back="/activities" />
  const paper = all.find(({ id }) => id === params.id)
  if (paper && !isReadable(paper, new Date().toISOString(), day))
    return (
      <Page title={paper.title} back="/activities">
        <p class="empty">{t('paper.no.paper_closed')}</p>
      </Page>
    )
  if (paper) return <One key={`${paper.id} ${paper.version}`} paper={paper} />
  return (
    <Page title={t('paper.title')} back="/activities">
      <p class="empty">{t('paper.not_here')}</p>
    </Page>
  )
}

/** Of a paper whose newest version is not here the one that is, marked as old, until somebody fetches that. */
function One({ paper: newest }: { paper: Paper }) {
  const [old, look] = useOldCopy(newest)
  const paper = old?.paper ?? newest
  const { activity, issuer, number, issued, paper_kind } = paper
  const about = [t(`paper.kind.${paper_kind}` as Word), number, issuer, issued && formatDay(issued)]
  return (
    <Page
      title={paper.title}
      back={activity ? `/activities/${activity}` : '/activities'}
      under={<p class="soft small">{about.filter(Boolean).join(' · ')}</p>}
    >
      {old === undefined && <p role="status">{t('paper.opening')}</p>}
      {old && <OldVersion paper={newest} day={old.day} onNewer={look} />}
      {old !== undefined && (
        <div class="stack" key={paper.version}>
          {!old && <Replaces paper={paper} />}
          {fileOf(paper, 'text') ? <WholeText paper={paper} /> : <Pages paper={paper} />}
          <Original paper={paper} />
          <p class="soft small">{t('paper.opened')}</p>
        </div>
      )}
    </Page>
  )
}

function WholeText({ paper }: { paper: Paper }) {
  const [found, setFound] = useState<PaperBlock[] | PaperProblem | null>(null)
  const open = async () => {
    setFound(null)
    const came = await openText(paper)
    setFound(came)
    if (typeof came !== 'string') void noteOpened(paper, 'text')
  }
  useEffect(() => void open(), [])
  if (found === null) return <p role="status">{t('paper.opening')}</p>
  if (typeof found !== 'string') return <Text paper={paper} blocks={found} />
  return (
    <div class="card look" role="alert">
      <p>{t(`paper.no.${found}` as Word)}</p>
      <button type="button" class="button" onClick={open}>
        {t('do.again')}
      </button>
    </div>
  )
}
