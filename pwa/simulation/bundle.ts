// The app's core as one function of its world: what the code calls `indexedDB`, `fetch` or `Date`
// is what the function is given under that name.

import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type * as face from './phone.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** When to send is what the simulation decides; these two would decide it themselves. */
const DECIDED_HERE = /\/(actions\/after-save|sync\/triggers)\.ts$/
const NOTHING =
  'export const afterSave = () => undefined\nexport const sendFirst = () => undefined\n'

const SHADOWED = [
  'indexedDB',
  'IDBKeyRange',
  'localStorage',
  'fetch',
  'crypto',
  'Date',
  'Math',
  'CompressionStream',
  'setTimeout',
  'clearTimeout',
  'navigator',
  'console',
  'BroadcastChannel',
  'addEventListener',
  'dispatchEvent',
  'globalThis',
  'self',
  'window',
]

export async function bootOf(): Promise<(world: Record<string, unknown>) => typeof face> {
  const replaced = new Set<string>()
  const built = await build({
    configFile: false,
    root: HERE,
    logLevel: 'silent',
    resolve: { alias: { dexie: 'dexie/dist/modern/dexie.mjs' } },
    plugins: [
      {
        name: 'decided-here',
        load: (id) => {
          if (!DECIDED_HERE.test(id)) return null
          replaced.add(id)
          return NOTHING
        },
      },
    ],
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry: `${HERE}phone.ts`, formats: ['iife'], name: 'phone' },
    },
  })
  if (replaced.size !== 2) throw new Error('the app has other files that decide when to send')
  const [{ output }] = built as unknown as [{ output: [{ code: string }] }]
  const make = new Function(...SHADOWED, `${output[0].code}\nreturn phone`)
  return (world) => make(...SHADOWED.map((name) => world[name]))
}
