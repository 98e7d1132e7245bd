import { useEffect, useRef, useState } from 'preact/hooks'
import { noteOpened } from '../../actions/openings'
import { openFile, savedOf } from '../../actions/papers'
import { useOnce } from '../../components/once'
import { t, type Word } from '../../i18n'
import { fileOf, type Paper } from '../../queries/papers'
import { formatBytes } from '../shared/format-bytes'
import { Watermark } from './watermark'

/** Pictures of the pages of a paper that has no text: fetched by a tap, for they are large. */
export function Pages({ paper }: { paper: Paper }) {
  const [shown, setShown] = useState<string[]>([])
  const addresses = useRef<string[]>([])
  const [said, setSaid] = useState('')
  const { busy, once } = useOnce()
  const file = fileOf(paper, 'pages')
  const show = async () => {
    setSaid('')
    for (const { sha } of file?.pages.slice(addresses.current.length) ?? []) {
      const came = await openFile(sha)
      if (typeof came === 'string') return setSaid(t(`paper.no.${came}` as Word))
      addresses.current = [...addresses.current, URL.createObjectURL(came)]
      setShown(addresses.current)
      void noteOpened(paper, 'pages')
    }
  }
  useEffect(() => {
    void savedOf([paper]).then((saved) => {
      if (saved.has(paper.id)) void once(show)
    })
    return () => {
      for (const one of addresses.current) URL.revokeObjectURL(one)
    }
  }, [])
  if (!file) return <p class="soft">{t('paper.only_file')}</p>
  return (
    <>
      <Watermark paper={paper}>
        {shown.map((address, at) => (
          <img
            key={address}
            class="paper-page"
            src={address}
            alt={t('paper.page', { n: at + 1, of: file.of })}
          />
        ))}
      </Watermark>
      {shown.length === file.pages.length && file.of > shown.length && (
        <p class="soft">{t('paper.pages.more', { n: shown.length, of: file.of })}</p>
      )}
      {shown.length < file.pages.length && (
        <p>
          <button type="button" class="button primary" disabled={busy} onClick={() => once(show)}>
            {t('paper.pages', { n: file.pages.length, size: formatBytes(file.bytes) })}
          </button>
        </p>
      )}
      {said && (
        <p class="card look" role="alert">
          {said}
        </p>
      )}
    </>
  )
}
