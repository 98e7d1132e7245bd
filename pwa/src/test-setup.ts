// Every vitest file gets a database; a file that needs a page asks for it: // @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { type ContainerNode, options, render } from 'preact'
import { afterAll, afterEach, vi } from 'vitest'

// Each file is a phone of its own. Dexie tells by this channel, which goes through all threads, what
// was written, and every live query of another file's database of that name would be read anew.
Reflect.deleteProperty(globalThis, 'BroadcastChannel')

// What a test has begun to load is there before its file's page and database go.
afterAll(() => vi.dynamicImportSettled())

// What a test drew goes with it: a live query would draw it again when the file's page has gone.
const hooks = options as { __?: (node: unknown, place: ContainerNode) => void } // before each root
const { __: nextHook } = hooks
const places = new Set<ContainerNode>()
hooks.__ = (node, place) => {
  places.add(place)
  nextHook?.(node, place)
}
afterEach(() => {
  for (const place of places) render(null, place)
  places.clear()
})

// A second, which vitest gives what is waited for, judges the machine and not the app: each test has
// its own end (vite.config.ts).
const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: 15_000, ...options })
