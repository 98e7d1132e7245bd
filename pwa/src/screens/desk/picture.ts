/** What stands on the picture of a unit's figures. */
export interface Picture {
  title: string
  days: string
  figures: { label: string; value: string }[]
  rows: { name: string; value: number; said: string }[]
  /** How complete it is, or under which code it was closed. */
  note: string
  app: string
}

const WIDE = 1080
const EDGE = 64
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'
const INK = '#1b221e'
const SOFT = '#454f48'
const GREEN = '#0b6b3a'
const ROW = 92
/** So many rows can be read on a phone; the text has them all. */
const MOST = 10

/** Draws it as a PNG that a chat shows whole: ink on paper, whatever the screen's own colours. */
export async function drawPicture(picture: Picture): Promise<Blob> {
  const rows = picture.rows.slice(0, MOST)
  const canvas = document.createElement('canvas')
  canvas.width = WIDE
  canvas.height = 560 + rows.length * ROW
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, WIDE, canvas.height)
  const write = (text: string, x: number, y: number, size: number, colour = INK, bold = false) => {
    pen.font = `${bold ? 700 : 400} ${size}px ${FONT}`
    pen.fillStyle = colour
    pen.fillText(fitted(pen, text, WIDE - EDGE - x), x, y)
  }
  write(picture.title, EDGE, 110, 56, INK, true)
  write(picture.days, EDGE, 168, 36, SOFT)
  const step = (WIDE - 2 * EDGE) / Math.max(1, picture.figures.length)
  picture.figures.forEach(({ label, value }, at) => {
    const x = EDGE + at * step
    write(value, x, 290, 84, GREEN, true)
    pen.font = `400 25px ${FONT}`
    pen.fillStyle = SOFT
    pen.fillText(fitted(pen, label, step - 16), x, 336)
  })
  const most = Math.max(1, ...rows.map((row) => row.value))
  rows.forEach((row, at) => {
    const y = 410 + at * ROW
    write(row.name, EDGE, y, 32)
    pen.font = `700 32px ${FONT}`
    const wide = pen.measureText(row.said).width
    pen.fillStyle = '#ffffff'
    pen.fillRect(WIDE - EDGE - wide - 16, y - 34, wide + 16, 44)
    pen.fillStyle = INK
    pen.fillText(row.said, WIDE - EDGE - wide, y)
    pen.fillStyle = '#efebe0'
    pen.fillRect(EDGE, y + 16, WIDE - 2 * EDGE, 20)
    pen.fillStyle = GREEN
    pen.fillRect(EDGE, y + 16, ((WIDE - 2 * EDGE) * row.value) / most, 20)
  })
  write(picture.note, EDGE, canvas.height - 88, 28, SOFT)
  write(picture.app, EDGE, canvas.height - 44, 28, GREEN, true)
  return await new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'),
  )
}

/** The text, or as much of it as fits, with "…". */
function fitted(pen: CanvasRenderingContext2D, text: string, wide: number): string {
  if (pen.measureText(text).width <= wide) return text
  let cut = text
  while (cut && pen.measureText(`${cut}…`).width > wide) cut = cut.slice(0, -1)
  return `${cut.trimEnd()}…`
}
