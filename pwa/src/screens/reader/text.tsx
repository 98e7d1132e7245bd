import { useEffect, useRef, useState } from 'preact/hooks'
import { keepReading, readingOf } from '../../actions/papers'
import { Field } from '../../components/field'
import { t } from '../../i18n'
import { fold } from '../../i18n/parse'
import { type Paper, type PaperBlock, textOf } from '../../queries/papers'
import { Blocks } from './blocks'
import { Watermark } from './watermark'

const SIZES = [85, 100, 115, 130, 150]
const QUIET_MS = 500

/** The text of a paper: its headings to jump to, search without marks, letters as large as one likes. */
export function Text({ paper, blocks }: { paper: Paper; blocks: PaperBlock[] }) {
  const [size, setSize] = useState(100)
  const [sought, setSought] = useState('')
  const [at, setAt] = useState(0)
  const text = useRef<HTMLElement>(null)
  const go = (block: number) =>
    text.current?.querySelector(`[data-block="${block}"]`)?.scrollIntoView({ block: 'start' })
  useEffect(() => {
    void readingOf(paper).then((known) => {
      setSize(known.size)
      if (known.place > 0) requestAnimationFrame(() => go(known.place))
    })
  }, [])
  usePlace(text, (place) => void keepReading(paper, { size, place }), size)
  const words = fold(sought).split(/\s+/).filter(Boolean)
  const found =
    words.length === 0
      ? []
      : blocks.flatMap((block, n) => {
          const said = fold(textOf(block))
          return words.every((word) => said.includes(word)) ? [n] : []
        })
  const show = (place: number) => {
    setAt(place)
    const block = found[place]
    if (block !== undefined) go(block)
  }
  useEffect(() => show(0), [sought])
  const step = (by: number) => setSize(SIZES[SIZES.indexOf(size) + by] ?? size)
  const headings = blocks.flatMap((block, n) => (block.t === 'h' ? [{ n, x: block.x }] : []))
  return (
    <>
      <div class={words.length > 0 ? 'reader-find searching' : 'reader-find'}>
        <Field type="search" label={t('paper.find')} value={sought} onInput={setSought} />
        {words.length > 0 && (
          <div class="row">
            <p role="status">
              {found.length > 0 ? t('paper.found', { n: found.length }) : t('paper.found.none')}
            </p>
            {found.length > 0 && (
              <button type="button" class="button" onClick={() => show((at + 1) % found.length)}>
                {t('paper.next')}
              </button>
            )}
          </div>
        )}
      </div>
      <div class="row">
        <button
          type="button"
          class="button"
          aria-label={t('paper.smaller')}
          disabled={size === SIZES[0]}
          onClick={() => step(-1)}
        >
          A−
        </button>
        <button
          type="button"
          class="button"
          aria-label={t('paper.larger')}
          disabled={size === SIZES.at(-1)}
          onClick={() => step(1)}
        >
          A+
        </button>
      </div>
      {headings.length > 2 && (
        <details class="card message">
          <summary>{t('paper.contents')}</summary>
          <ul class="plain-list">
            {headings.map(({ n, x }) => (
              <li key={n}>
                <button type="button" class="line" onClick={() => go(n)}>
                  {x}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Watermark paper={paper}>
        <article ref={text} class="paper-text" style={{ fontSize: `${size}%` }}>
          <Blocks blocks={blocks} found={new Set(found)} />
        </article>
      </Watermark>
    </>
  )
}

/** Keeps which part stands at the top of the screen, once nobody scrolls. */
function usePlace(
  text: { current: HTMLElement | null },
  keep: (place: number) => void,
  size: number,
): void {
  useEffect(() => {
    let timer = 0
    const note = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        const parts = [...(text.current?.querySelectorAll('[data-block]') ?? [])]
        const top = parts.find((one) => one.getBoundingClientRect().bottom > 0)
        if (top) keep(Number(top.getAttribute('data-block')))
      }, QUIET_MS)
    }
    addEventListener('scroll', note, { passive: true })
    note()
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', note)
    }
  }, [size])
}
