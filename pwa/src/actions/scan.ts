import type { Scanner } from './scan-zxing'

/** The scanner that the app carries was never fetched on this phone, and cannot be now. */
export class ScannerMissing extends Error {}

interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

/**
 * The browser's own detector (Android), else the one that the app carries, which is fetched when it
 * is first needed. Throws ScannerMissing where it could not be.
 */
export async function openScanner(): Promise<Scanner> {
  const detector = await ownDetector()
  if (!detector) return await ourOwn()
  return {
    async read(frame) {
      const [found] = await detector.detect(frame)
      return found?.rawValue ?? null
    },
  }
}

async function ourOwn(): Promise<Scanner> {
  try {
    return await (await import('./scan-zxing')).openZxing()
  } catch (error) {
    throw new ScannerMissing(String(error))
  }
}

export async function ownDetector(): Promise<Detector | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  try {
    const formats = await BarcodeDetector?.getSupportedFormats()
    if (!BarcodeDetector || !formats?.includes('qr_code')) return null
    return new BarcodeDetector({ formats: ['qr_code'] })
  } catch {
    return null
  }
}
