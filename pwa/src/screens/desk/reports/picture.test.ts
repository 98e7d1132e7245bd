// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { drawPicture, type Picture } from './picture'

interface Written {
  text: string
  left: number
  right: number
  y: number
}

/** What is written where, with letters that are all half as wide as they are high. */
async function draw(picture: Picture): Promise<{ written: Written[]; high: number }> {
  const written: Written[] = []
  let down = 0
  let high = 0
  const widthOf = (text: string) => (text.length * Number(/ (\d+)px/.exec(pen.font)?.[1])) / 2
  const pen = {
    font: '',
    fillStyle: '',
    fillRect: () => undefined,
    measureText: (text: string) => ({ width: widthOf(text) }),
    translate: (_: number, by: number) => {
      down += by
    },
    fillText: (text: string, x: number, y: number) =>
      written.push({ text, left: x, right: x + widthOf(text), y: y + down }),
  }
  const proto = HTMLCanvasElement.prototype
  vi.spyOn(proto, 'getContext').mockReturnValue(pen as never)
  vi.spyOn(proto, 'toBlob').mockImplementation(function (this: HTMLCanvasElement, done) {
    high = this.height
    done(new Blob())
  })
  await drawPicture(picture)
  return { written, high }
}

const NOTE =
  'Tính đến 24/11/2026 14:05\u00a0· 18/20 đội đã gửi\u00a0· còn ít nhất 10 mục trên máy\u00a0· mục chờ lâu nhất từ 22/11/2026 08:00'
const figure = { label: 'Lượt đoàn viên, thanh niên tham gia', value: '12.345.678' }
const picture: Picture = {
  title: 'Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Quảng Ngãi',
  days: '01/11/2026 – 24/11/2026',
  figures: [figure, figure, figure],
  rows: [{ name: `Đội ${'tình nguyện '.repeat(8)}`.trim(), value: 1234, said: '1.234' }],
  note: NOTE,
  app: 'Từng Ngõ',
}

afterEach(() => vi.restoreAllMocks())

it('cuts nothing off, however long it is', async () => {
  const { written, high } = await draw(picture)
  const all = written.map(({ text }) => text).join(' ')
  for (const whole of [picture.title, figure.label, picture.rows[0]?.name, NOTE])
    expect(all).toContain(whole)
  expect(all).not.toContain('…')
  for (const { right, y } of written) {
    expect(right).toBeLessThanOrEqual(1080 - 64)
    expect(y).toBeLessThan(high - 20)
  }
})

it('writes nothing over anything else', async () => {
  const { written } = await draw(picture)
  for (const one of written) {
    const beside = written.filter(({ y, left }) => y === one.y && left > one.left)
    for (const { left } of beside) expect(one.right).toBeLessThan(left)
  }
  expect(new Set(written.map(({ y, left }) => `${y} ${left}`)).size).toBe(written.length)
})

it('is as high as before where all is short', async () => {
  const { high } = await draw({ ...picture, title: 'Đức Phổ', note: 'Tính đến 14:05' })
  expect(high).toBe(560 + 92)
})
