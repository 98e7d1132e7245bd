import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { openScanner, ScannerMissing } from '../../actions/scan'
import { t, type Word } from '../../i18n'

interface Props {
  onCode: (text: string) => void
  onClose?: () => void
  /** Many codes come one after the other: the camera stays on, and this says how far it is. */
  many?: ComponentChildren
}

const BETWEEN_FRAMES = 300
/** At most. Never the same twice: a camera in step with a loop of codes would see one of them for ever. */
const BETWEEN_MANY = 180
const TOO_LONG = 20_000

/** The camera, asked for only after a tap, stopped as soon as it is not needed. */
export function Scan({ onCode, onClose, many }: Props) {
  const video = useRef<HTMLVideoElement>(null)
  const heard = useRef(onCode)
  heard.current = onCode
  const goesOn = many !== undefined
  const [trouble, setTrouble] = useState<string | null>(null)
  const [slow, setSlow] = useState(false)
  const [again, setAgain] = useState(0)
  // the camera starts once for each try
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => setSlow(true), TOO_LONG)
    setTrouble(null)
    const take = (text: string) => {
      heard.current(text)
      return goesOn
    }
    watch(video, stop.signal, take, goesOn ? BETWEEN_MANY : BETWEEN_FRAMES).catch((reason) =>
      setTrouble(nameOf(reason)),
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [again])
  return (
    <section class="stack">
      {trouble ? (
        <div class="card look" role="alert">
          <p>{t(goesOn && !FIXABLE.has(trouble) ? 'take.no_camera' : sentenceFor(trouble))}</p>
          <button type="button" class="button" onClick={() => setAgain(again + 1)}>
            {t('do.again')}
          </button>
        </div>
      ) : (
        <>
          <video ref={video} class="camera" playsInline muted aria-label={t('scan.camera')} />
          {many ?? <p role="status">{t(slow ? 'scan.slow' : 'scan.hold')}</p>}
        </>
      )}
      {!goesOn && (
        <button type="button" class="button" onClick={onClose}>
          {t('scan.other_way')}
        </button>
      )}
    </section>
  )
}

function nameOf(reason: unknown): string {
  if (reason instanceof ScannerMissing) return 'missing'
  return reason instanceof DOMException ? reason.name : 'none'
}

/** What a person can do something about here and now. */
const FIXABLE = new Set(['NotAllowedError', 'NotReadableError'])

function sentenceFor(trouble: string): Word {
  if (trouble === 'missing') return 'scan.missing'
  if (trouble === 'NotAllowedError') return 'scan.not_allowed'
  if (trouble === 'NotReadableError') return 'scan.busy'
  return 'scan.no_camera'
}

/** Reads frames until the signal says stop, or `take` has heard a code and wants no more. */
async function watch(
  video: { current: HTMLVideoElement | null },
  stop: AbortSignal,
  take: (text: string) => boolean,
  between: number,
): Promise<void> {
  if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError')
  const wanted = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted })
  const end = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  stop.addEventListener('abort', end)
  try {
    const scanner = await openScanner()
    const element = video.current
    if (!element || stop.aborted) return
    element.srcObject = stream
    await element.play()
    while (!stop.aborted) {
      const text = await scanner.read(element).catch(() => null)
      if (text && !stop.aborted && !take(text)) return
      await new Promise((done) => setTimeout(done, Math.random() * between))
    }
  } finally {
    end()
  }
}
