/** A picture made small enough to be sent, and what it was before. Sides in pixels. */
export interface SmallPicture {
  blob: Blob
  width: number
  height: number
  before: { width: number; height: number; bytes: number }
}

/** As the server takes them. */
const MOST_BYTES = 512 * 1024
/** The longest side and the quality that are tried, from the best on. */
const TRIES: readonly (readonly [longest: number, quality: number])[] = [
  [2048, 0.85],
  [2048, 0.7],
  [2048, 0.55],
  [1600, 0.7],
  [1600, 0.5],
  [1280, 0.6],
  [1024, 0.5],
  [800, 0.4],
]

/**
 * Draws a picture anew, upright, and writes it as WebP, where the browser has none as JPEG. A canvas knows
 * colours and nothing else: of where and by what it was taken nothing is left. Null for what the browser
 * cannot show.
 */
export async function resizePicture(file: Blob): Promise<SmallPicture | null> {
  const drawn = await createImageBitmap(file).catch(() => null)
  if (!drawn) return null
  const before = { width: drawn.width, height: drawn.height, bytes: file.size }
  try {
    for (const [longest, quality] of TRIES) {
      const canvas = scaled(drawn, longest)
      const blob = await written(canvas, quality)
      if (blob && blob.size <= MOST_BYTES)
        return { blob, width: canvas.width, height: canvas.height, before }
    }
    return null
  } finally {
    drawn.close()
  }
}

function scaled(drawn: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(drawn.width, drawn.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(drawn.width * scale))
  canvas.height = Math.max(1, Math.round(drawn.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return canvas
  // What can be seen through stands on white, as on paper.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(drawn, 0, 0, canvas.width, canvas.height)
  return canvas
}

async function written(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  const as = (type: string) =>
    new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality))
  const webp = await as('image/webp')
  // Safari writes PNG where it was asked for WebP.
  return webp?.type === 'image/webp' ? webp : await as('image/jpeg')
}
