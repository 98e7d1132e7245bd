import '../../../styles/reader.css'
import { useState } from 'preact/hooks'
import { fileAddress } from '../../../actions/desk/papers'
import { Sheet } from '../../../components/sheet'
import { t } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { Blocks } from '../../reader/blocks'
import { formatBytes } from '../../shared/format-bytes'
import type { Paper } from './api-types'

type File = Paper['files'][number]

/** A paper as phones show it, its text or else its pages, and the file as it was sent. */
export function Preview({ paper }: { paper: Paper }) {
  const [open, setOpen] = useState(false)
  const file = (as: File['as']) => paper.files.find((one) => one.as === as)
  const [text, pages, original] = [file('text'), file('pages'), file('original')]
  const fetchFile = original?.sha && (
    <a class="button" href={fileAddress(original.sha)} download>
      {t('paper.original', { size: formatBytes(original.bytes) })}
    </a>
  )
  return (
    <>
      <p class="row no-print">
        {(text || pages) && (
          <button
            type="button"
            class="button"
            aria-label={t('papers.read.of', { name: paper.title })}
            onClick={() => setOpen(true)}
          >
            {t('papers.read')}
          </button>
        )}
        {fetchFile}
      </p>
      {open && (
        <Sheet title={paper.title} onClose={() => setOpen(false)} foot={fetchFile}>
          <p class="soft small">{t(text ? 'papers.read.text' : 'papers.read.pages')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section class="stack" aria-label={paper.title} tabIndex={0}>
            {text ? <WholeText id={paper.id} /> : pages && <Pages file={pages} />}
          </section>
        </Sheet>
      )}
    </>
  )
}

const NOTHING_FOUND: ReadonlySet<number> = new Set()

function WholeText({ id }: { id: string }) {
  const answer = useQuery('/api/papers/{paper_id}/text', { paper_id: id })
  return (
    <ServerAnswer answer={answer}>
      {({ blocks }) => (
        <article class="paper-text">
          <Blocks blocks={blocks} found={NOTHING_FOUND} />
        </article>
      )}
    </ServerAnswer>
  )
}

/** The server draws the first pages of a long file; the others are in the file. */
function Pages({ file }: { file: File }) {
  const pages = (file.pages ?? []) as { sha: string }[]
  const of = file.of ?? pages.length
  return (
    <>
      {pages.map(({ sha }, at) => (
        <img
          key={sha}
          class="paper-page"
          loading="lazy"
          src={fileAddress(sha)}
          alt={t('paper.page', { n: at + 1, of })}
        />
      ))}
      {of > pages.length && <p class="soft">{t('paper.pages.more', { n: pages.length, of })}</p>}
    </>
  )
}
