import type { Wire } from '../api/wire'
import { firstFailed } from '../store/checks'
import { standalone } from '../store/page'
import { getStatus } from '../store/status'

const MEGABYTE = 1_048_576

// The first that fits: most browsers also claim to be Chrome, and Chrome to be Safari.
const BROWSERS: [name: string, sign: RegExp][] = [
  ['CocCoc', /coc_coc_browser\/(\d+)/],
  ['Samsung', /SamsungBrowser\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Edge', /Edg[A-Z]?[a-z]*\/(\d+)/],
  ['Firefox', /(?:FxiOS|Firefox)\/(\d+)/],
  ['Chrome', /(?:CriOS|Chrome)\/(\d+)/],
  ['Safari', /Version\/(\d+)/],
]

/** "Chrome 120"; null for a browser that is none of the usual ones. */
export function browserName(agent: string): string | null {
  for (const [name, sign] of BROWSERS) {
    const version = sign.exec(agent)?.[1]
    if (version) return `${name} ${version}`
  }
  return null
}

/** What this page knows of the phone; null in a worker, and until the browser has been asked. */
export function readiness(): Wire['ReadinessTold'] | null {
  const { storage, ready } = getStatus()
  if (!storage) return null
  const { persisted, usage, quota } = storage
  return {
    installed: standalone,
    persisted,
    room_mb: quota === null ? null : Math.max(0, Math.round((quota - (usage ?? 0)) / MEGABYTE)),
    browser: browserName(navigator.userAgent),
    ready: ready && firstFailed(ready) === null,
    lacks: ready && firstFailed(ready),
  }
}
