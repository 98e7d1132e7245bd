/** Reads QR codes out of camera frames and photos. Loaded when first needed. */
export interface Scanner {
  /** The text of a QR code in this frame, or null. */
  read(frame: HTMLVideoElement | ImageBitmap | Blob): Promise<string | null>
}

interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

/** The browser's own detector (Android), else the one that the app carries. */
export async function openScanner(): Promise<Scanner> {
  const detector = await ownDetector()
  if (!detector) return (await import('./scan-zxing')).openZxing()
  return {
    async read(frame) {
      const [found] = await detector.detect(frame)
      return found?.rawValue ?? null
    },
  }
}

async function ownDetector(): Promise<Detector | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  try {
    const formats = await BarcodeDetector?.getSupportedFormats()
    if (!BarcodeDetector || !formats?.includes('qr_code')) return null
    return new BarcodeDetector({ formats: ['qr_code'] })
  } catch {
    return null
  }
}
