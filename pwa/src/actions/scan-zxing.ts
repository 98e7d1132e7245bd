import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { keepFile } from '../sync/files'

/** Reads QR codes out of camera frames and photos. */
export interface Scanner {
  /** The text of a QR code in this frame, or null. */
  read(frame: HTMLVideoElement | ImageBitmap | Blob): Promise<string | null>
}

/** zxing with its wasm file from our own server; by default it would come from somewhere else. */
export async function openZxing(): Promise<Scanner> {
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true })
  return {
    async read(frame) {
      const image = frame instanceof Blob ? frame : pixelsOf(frame)
      if (!image) return null
      const [found] = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true })
      return found?.isValid ? found.text : null
    },
  }
}

/** Has the worker keep it, so that it is there with no network. */
export async function cacheZxing(): Promise<void> {
  await keepFile(wasm)
}

let canvas: HTMLCanvasElement | null = null

function pixelsOf(frame: HTMLVideoElement | ImageBitmap): ImageData | null {
  const [width, height] =
    frame instanceof ImageBitmap
      ? [frame.width, frame.height]
      : [frame.videoWidth, frame.videoHeight]
  if (width === 0) return null // the camera has not shown anything yet
  canvas ??= document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(frame, 0, 0)
  return context.getImageData(0, 0, width, height)
}
