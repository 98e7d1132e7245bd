/** What the picture says; the words above and below the number are those of the language shown. */
export interface BoastWords {
  /** "Hôm nay mình giúp được" */
  above: string
  people: number
  /** The number as people read it: "1.033". */
  number: string
  /** "bà con" */
  below: string
  /** "5 buổi · 42 lượt hỗ trợ" */
  also: string
  /** "28/11/2026 · Phổ Cường" */
  when: string
  sign: string
}

/** A picture as chats and walls show it whole: four by five. */
export const WIDTH = 1080
export const HEIGHT = 1350
const EDGE = 80
const GROUND = 1130
const WINDOW = 34
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'

/** Houses of an alley: left side, width, height of the wall, storeys of three windows each. */
const HOUSES: [x: number, width: number, wall: number, storeys: number][] = [
  [0, 200, 190, 2],
  [200, 180, 290, 4],
  [380, 220, 220, 3],
  [600, 180, 320, 4],
  [780, 150, 180, 2],
  [930, 150, 260, 3],
]

/** Draws the evening of an alley in which a window is lit for each person helped, as far as there are
 * windows, and the words above it. It takes no picture and no font from anywhere. */
export function drawBoast(canvas: HTMLCanvasElement, words: BoastWords): void {
  const context = canvas.getContext('2d')
  if (!context) return
  canvas.width = WIDTH
  canvas.height = HEIGHT
  drawSky(context)
  drawHouses(context, words.people)
  context.textAlign = 'center'
  write(context, words.above, 215, 64, 600, '#ffffff')
  write(context, words.number, 505, 330, 800, '#ffe08a')
  write(context, words.below, 620, 96, 750, '#ffffff')
  write(context, words.also, 720, 46, 500, '#d5ecdc')
  write(context, words.when, 1225, 44, 600, '#ffffff')
  write(context, words.sign, 1295, 40, 500, '#d5ecdc')
}

function drawSky(context: CanvasRenderingContext2D): void {
  const sky = context.createLinearGradient(0, 0, 0, GROUND)
  sky.addColorStop(0, '#06311c')
  sky.addColorStop(1, '#12804a')
  context.fillStyle = sky
  context.fillRect(0, 0, WIDTH, HEIGHT)
  context.fillStyle = '#ffe9b0'
  context.beginPath()
  context.arc(960, 88, 42, 0, 2 * Math.PI)
  context.fill()
}

function drawHouses(context: CanvasRenderingContext2D, people: number): void {
  const windows = HOUSES.flatMap(([x, width, wall, storeys]) => {
    context.fillStyle = '#04391f'
    context.fillRect(x + 4, GROUND - wall, width - 8, wall)
    context.fillStyle = '#7a3b1d'
    context.beginPath()
    context.moveTo(x - 8, GROUND - wall)
    context.lineTo(x + width / 2, GROUND - wall - 70)
    context.lineTo(x + width + 8, GROUND - wall)
    context.fill()
    return Array.from({ length: storeys * 3 }, (_, at) => ({
      x: x + ((at % 3) + 0.5) * (width / 3) - WINDOW / 2,
      y: GROUND - wall + 24 + Math.floor(at / 3) * 66,
    }))
  })
  const lit = litOf(windows.length, people)
  for (const [at, { x, y }] of windows.entries()) {
    context.fillStyle = lit.has(at) ? '#ffd869' : '#0b5a33'
    context.fillRect(x, y, WINDOW, WINDOW + 6)
  }
  context.fillStyle = '#042615'
  context.fillRect(0, GROUND, WIDTH, HEIGHT - GROUND)
}

/** Which of so many windows are lit: scattered over the alley, and the same ones each time. */
export function litOf(windows: number, people: number): ReadonlySet<number> {
  // Seven has no divisor in common with the number of windows, so that each is met once.
  return new Set(Array.from({ length: Math.min(people, windows) }, (_, n) => (n * 7 + 3) % windows))
}

/** One line in the middle, as large as it fits. */
function write(
  context: CanvasRenderingContext2D,
  text: string,
  y: number,
  size: number,
  weight: number,
  colour: string,
): void {
  context.font = `${weight} ${size}px ${FONT}`
  const fits = Math.min(1, (WIDTH - 2 * EDGE) / context.measureText(text).width)
  context.font = `${weight} ${Math.floor(size * fits)}px ${FONT}`
  context.fillStyle = colour
  context.fillText(text, WIDTH / 2, y)
}
