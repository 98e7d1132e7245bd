import { useEffect, useRef, useState } from 'preact/hooks'
import { download } from '../../components/file'
import { Icon } from '../../components/icon'
import { canShareFile } from '../../components/share'
import { sharePicture } from '../../components/share-picture'
import { showSnackbar } from '../../components/snackbar'
import { t } from '../../i18n'
import type { Figures } from '../../queries'
import { messageOf, type Report } from '../message'
import { boastWords, headline } from './boast-words'
import { drawBoast } from './draw-boast'
import type { PeriodName } from './periods'

interface Props {
  done: Figures
  period: PeriodName
  unit: string | null
  /** What goes with the picture into a chat, under the picture's own headline. */
  report: Omit<Report, 'title'>
}

/** The picture of own work, drawn on this phone, and one tap that hands it on with its text. */
export function BoastCard({ done, period, unit, report }: Props) {
  const words = boastWords(done, period, report, unit)
  const text = messageOf({ ...report, title: headline(words) })
  const name = `tung-ngo-${report.to}.png`
  const canvas = useRef<HTMLCanvasElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const drawn = JSON.stringify(words)
  // Ready before the tap: a share sheet opens at once after one or not at all.
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    let isLatest = true
    drawBoast(element, words)
    element.toBlob((blob) => {
      if (isLatest) setFile(blob && new File([blob], name, { type: 'image/png' }))
    }, 'image/png')
    return () => {
      isLatest = false
    }
  }, [drawn])
  const save = async (picture: File) => {
    download(picture, picture.name)
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    showSnackbar(t(copied ? 'boast.saved.copied' : 'boast.saved'))
  }
  const hand = async (picture: File) => {
    if ((await sharePicture(picture, text)) === 'refused') await save(picture)
  }
  const shares = file && canShareFile(file)
  return (
    <section class="card shown" aria-label={t('boast.title')}>
      <canvas ref={canvas} role="img" aria-label={headline(words)} />
      <div class="stack">
        <h2>{t('boast.title')}</h2>
        {shares && (
          <button type="button" class="button primary" onClick={() => void hand(file)}>
            <Icon name="send" size={20} />
            {t('boast.share')}
          </button>
        )}
        <button
          type="button"
          class={shares ? 'button' : 'button primary'}
          disabled={!file}
          onClick={() => file && void save(file)}
        >
          <Icon name="save" size={20} />
          {t('boast.save')}
        </button>
      </div>
    </section>
  )
}
