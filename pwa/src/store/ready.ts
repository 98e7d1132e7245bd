import { type Checked, isClockRight, stillOff } from './checks'
import { db } from './database'
import { withStore } from './errors'
import { standalone } from './page'
import { getSetting, putSetting } from './settings'
import { getStatus, setStatus } from './status'

const ROOM_BYTES = 50 * 1_048_576
/** Changes with every load of the page, so that a mark of another one has outlived a reload. */
const LOADED = String(performance.timeOrigin)

/** Looks at everything and tells the page; what the browser does not say stays unknown. `scanner`:
 * whether codes can be read. */
export async function inspectPhone(
  isPhone: boolean,
  scanner: boolean | null = null,
): Promise<Checked> {
  const { storage } = getStatus()
  const stored = await inStore()
  const room = storage?.quota != null ? storage.quota - (storage.usage ?? 0) : null
  const checked: Checked = {
    installed: isPhone ? standalone : null,
    kept: storage?.persisted ?? null,
    survives: stored?.survives ?? false,
    room: room === null ? null : room >= ROOM_BYTES,
    clock: stored?.clockOff == null ? null : isClockRight(stored.clockOff),
    shell: await hasShell(),
    lists: stored ? stored.lists : false,
    scanner,
  }
  setStatus({ ready: checked })
  await keep(checked).catch(() => undefined) // told by storageProblem
  return checked
}

/** The next start says it before it has looked again. */
async function keep(checked: Checked): Promise<void> {
  await withStore(() => putSetting('checked', checked))
}

/** The server has just told by how many seconds the clock is off: that is shown at once. */
export function noteClock(clockOff: number): void {
  const { ready } = getStatus()
  const clock = isClockRight(clockOff)
  if (ready && ready.clock !== clock) setStatus({ ready: { ...ready, clock } })
}

/** A mark is written now and found by the next load: then what is written here outlives the page. */
async function inStore() {
  try {
    return await withStore(() =>
      db.transaction('rw', db.base, db.meta, async () => {
        const marks = (await getSetting('loads')) ?? []
        const others = marks.filter((one) => one !== LOADED)
        if (!marks.includes(LOADED)) await putSetting('loads', [...others.slice(-1), LOADED])
        const services = await db.base.where('kind').equals('service').count()
        const off = await getSetting('clockOff')
        return {
          survives: others.length > 0,
          clockOff:
            off === undefined ? null : stillOff(off, await getSetting('serverNow'), Date.now()),
          lists: services > 0,
        }
      }),
    )
  } catch {
    return null // a store that cannot be read is told by storageProblem
  }
}

/** Whether the worker could open the app with no network; null where there is no worker at all. */
async function hasShell(): Promise<boolean | null> {
  if (!globalThis.navigator?.serviceWorker || !globalThis.caches) return null
  const kept = await caches.match('/index.html', { ignoreSearch: true })
  return Boolean(kept && navigator.serviceWorker.controller)
}
