/** What stands on the picture of a unit's figures. */
export interface Picture {
  title: string
  days: string
  figures: { label: string; value: string }[]
  rows: { name: string; value: number; said: string }[]
  /** How complete it is, or under which code it was closed; may have lines of its own. */
  note: string
  app: string
}

const WIDE = 1080
const EDGE = 64
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'
const INK = '#1b221e'
const SOFT = '#454f48'
const GREEN = '#0b6b3a'
const TITLE = 56
const TITLE_LINE = 66
const NOTE = 28
const NOTE_LINE = 44
const ROW = 92
/** So many rows can be read on a phone; the text has them all. */
const MOST = 10

/**
 * Draws it as a PNG that a chat shows whole: ink on paper, whatever the screen's own colours. Nothing
 * is cut off: the title and the note go on in another line, all else becomes smaller.
 */
export async function drawPicture(picture: Picture): Promise<Blob> {
  const rows = picture.rows.slice(0, MOST)
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  const title = linesOf(pen, picture.title, fontOf(TITLE, true))
  const note = picture.note.split('\n').flatMap((line) => linesOf(pen, line, fontOf(NOTE)))
  const down = (title.length - 1) * TITLE_LINE
  const end = 472 + rows.length * ROW
  canvas.width = WIDE
  canvas.height = down + end + note.length * NOTE_LINE + 44
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, WIDE, canvas.height)
  const write = (
    text: string,
    x: number,
    y: number,
    { size = NOTE, colour = SOFT, bold = false, wide = WIDE - EDGE - x },
  ) => {
    pen.font = fontOf(size, bold)
    const fits = Math.min(1, wide / pen.measureText(text).width)
    pen.font = fontOf(Math.floor(size * fits), bold)
    pen.fillStyle = colour
    pen.fillText(text, x, y)
  }
  title.forEach((line, at) => {
    write(line, EDGE, 110 + at * TITLE_LINE, { size: TITLE, colour: INK, bold: true })
  })
  pen.translate(0, down)
  write(picture.days, EDGE, 168, { size: 36 })
  const step = (WIDE - 2 * EDGE) / Math.max(1, picture.figures.length)
  picture.figures.forEach(({ label, value }, at) => {
    const x = EDGE + at * step
    write(value, x, 290, { size: 84, colour: GREEN, bold: true, wide: step - 16 })
    write(label, x, 336, { size: 25, wide: step - 16 })
  })
  const most = Math.max(1, ...rows.map((row) => row.value))
  rows.forEach((row, at) => {
    const y = 410 + at * ROW
    pen.font = fontOf(32, true)
    const x = WIDE - EDGE - pen.measureText(row.said).width
    write(row.name, EDGE, y, { size: 32, colour: INK, wide: x - EDGE - 16 })
    write(row.said, x, y, { size: 32, colour: INK, bold: true, wide: WIDE })
    pen.fillStyle = '#efebe0'
    pen.fillRect(EDGE, y + 16, WIDE - 2 * EDGE, 20)
    pen.fillStyle = GREEN
    pen.fillRect(EDGE, y + 16, ((WIDE - 2 * EDGE) * row.value) / most, 20)
  })
  note.forEach((line, at) => {
    write(line, EDGE, end + at * NOTE_LINE, {})
  })
  write(picture.app, EDGE, end + note.length * NOTE_LINE, { colour: GREEN, bold: true })
  return await new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'),
  )
}

const fontOf = (size: number, bold = false) => `${bold ? 700 : 400} ${size}px ${FONT}`

/** The text in as many lines as it takes. */
function linesOf(pen: CanvasRenderingContext2D, text: string, font: string): string[] {
  pen.font = font
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`
    const fits = lines.length > 0 && pen.measureText(longer).width <= WIDE - 2 * EDGE
    if (fits) lines.splice(-1, 1, longer)
    else lines.push(word)
  }
  return lines
}
