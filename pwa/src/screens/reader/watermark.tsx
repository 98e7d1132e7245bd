import type { ComponentChildren } from 'preact'
import { useLive } from '../../queries'
import { me } from '../../queries/me'
import type { Paper } from '../../queries/papers'

/** What is for participants alone bears the name of who holds this phone, faintly, and hides nothing. */
export function Watermark({ paper, children }: { paper: Paper; children: ComponentChildren }) {
  const name = useLive(me())?.current?.name
  if (paper.readers !== 'participants' || !name) return <>{children}</>
  return (
    <div class="paper-own stack">
      {children}
      <div
        class="paper-own-name"
        aria-hidden="true"
        style={{ backgroundImage: `url("data:image/svg+xml,${encodeURIComponent(drawn(name))}")` }}
      />
    </div>
  )
}

const LETTER = 10

/** The name once, turned, on a ground that is seen through; the page repeats it. */
function drawn(name: string): string {
  const width = Math.max(200, name.length * LETTER + 80)
  const height = width * 0.6
  const middle = `${width / 2} ${height / 2}`
  const written = name.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><text x="${width / 2}" y="${height / 2}" transform="rotate(-20 ${middle})" text-anchor="middle" font-family="sans-serif" font-size="18" fill="#808080" fill-opacity=".26">${written}</text></svg>`
}
