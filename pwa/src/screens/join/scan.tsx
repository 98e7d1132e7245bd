import { useEffect, useRef, useState } from 'preact/hooks'
import { openScanner, ScannerMissing } from '../../actions/scan'
import { t, type Word } from '../../words'

interface Props {
  onCode: (text: string) => void
  onClose: () => void
}

const BETWEEN_FRAMES = 150
const TOO_LONG = 20_000

/** The camera, asked for only after a tap, stopped as soon as it is not needed. */
export function Scan({ onCode, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [slow, setSlow] = useState(false)
  const [again, setAgain] = useState(0)
  // the camera starts once for each try
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => setSlow(true), TOO_LONG)
    setTrouble(null)
    watch(video, stop.signal)
      .then((text) => text !== null && onCode(text))
      .catch((reason) => setTrouble(nameOf(reason)))
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [again])
  return (
    <section class="stack">
      {trouble ? (
        <div class="card look" role="alert">
          <p>{t(sentenceFor(trouble))}</p>
          <button type="button" class="button" onClick={() => setAgain(again + 1)}>
            {t('do.again')}
          </button>
        </div>
      ) : (
        <>
          <video ref={video} class="camera" playsInline muted aria-label={t('scan.camera')} />
          <p role="status">{t(slow ? 'scan.slow' : 'scan.hold')}</p>
        </>
      )}
      <button type="button" class="button" onClick={onClose}>
        {t('scan.other_way')}
      </button>
    </section>
  )
}

function nameOf(reason: unknown): string {
  if (reason instanceof ScannerMissing) return 'missing'
  return reason instanceof DOMException ? reason.name : 'none'
}

function sentenceFor(trouble: string): Word {
  if (trouble === 'missing') return 'scan.missing'
  if (trouble === 'NotAllowedError') return 'scan.not_allowed'
  if (trouble === 'NotReadableError') return 'scan.busy'
  return 'scan.no_camera'
}

/** Reads frames until a code is seen (its text) or the signal says stop (null). */
async function watch(
  video: { current: HTMLVideoElement | null },
  stop: AbortSignal,
): Promise<string | null> {
  if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError')
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const end = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  stop.addEventListener('abort', end)
  try {
    const scanner = await openScanner()
    const element = video.current
    if (!element || stop.aborted) return null
    element.srcObject = stream
    await element.play()
    while (!stop.aborted) {
      const text = await scanner.read(element).catch(() => null)
      if (text && !stop.aborted) return text
      await new Promise((done) => setTimeout(done, BETWEEN_FRAMES))
    }
    return null
  } finally {
    end()
  }
}
