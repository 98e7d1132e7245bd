import preact from '@preact/preset-vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

// What an Android phone of 2016 still gets: Chrome 106 on Android 6, Safari 15.4 on iOS 15.
const PHONES = ['es2022', 'chrome106', 'safari15.4']

/** What only who leads a team opens, and what of it the coordinators open too. */
const LEADS = /i18n\/vi\/care|screens\/(team|lead)\/|(actions|queries|components)\/lead\//

/** What several of the coordinators' screens use and no phone's: the page behind a report's code too. */
const COORDINATORS = /i18n\/vi\/(desk|keep|aims|trail|excel|change)|screens\/desk\/shared\//

/** Signing in, and what keeps an account its owner's. */
const SECURITY = /i18n\/vi\/security|desk\/security\//

/** What several of a phone's screens use and none of the desk's alone. Apart, each of these would be a
 * file of a few hundred bytes, and a first visit would wait for sixty of them. */
const COMMON =
  /src\/((components|queries|actions)\/(?!desk\/|lead\/)|(store|rules|api|sync|screens\/shared)\/)/

/** A volunteer's phone need carry neither the coordinators' screens nor the scanner nor English;
 * whoever opens one keeps it. */
const folderOf = (name: string, module: string | null) => {
  if (name === 'lead') return 'lead/'
  if (name === 'coordinators' || name === 'security') return 'desk/'
  // What several screens share has no module of its own to be known by.
  if (module?.includes('/screens/desk/') || name.startsWith('excel')) return 'desk/'
  if (module?.includes('/i18n/en/')) return 'english/'
  return module?.includes('/actions/scan-zxing') ? 'scanner/' : ''
}

export default defineConfig({
  plugins: [
    preact(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/worker',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: false,
      includeManifestIcons: false,
      injectManifest: {
        rollupFormat: 'iife',
        // All that there is: the worker itself tells what it keeps when it is first asked for.
        globPatterns: ['**/*.{js,css,html,woff2,wasm}', 'favicon.svg'],
      },
    }),
  ],
  resolve: {
    // The package's own entry is the build for Internet Explorer, a tenth larger.
    alias: { dexie: 'dexie/dist/modern/dexie.mjs' },
  },
  build: {
    target: PHONES,
    outDir: 'dist',
    assetsInlineLimit: 0, // a data: URL would need a hole in the content security policy
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name, facadeModuleId }) =>
          `assets/${folderOf(name, facadeModuleId)}[name]-[hash].js`,
        // What comes together is one file, which packs better than ten: what the first screen needs,
        // what it brings a moment later, what logs, and a phone's other screens.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'first', tags: ['$initial'], priority: 1 },
            { name: 'log', test: /screens\/((log|crowd)\/(?!counting)|guides\/guide-link)/ },
            { name: 'beside', test: /screens\/(home|crowd)\// },
            { name: 'lead', test: LEADS },
            { name: 'coordinators', test: COORDINATORS },
            { name: 'security', test: SECURITY },
            { name: 'common', test: COMMON, minShareCount: 2 },
            { name: 'phone', test: /screens\/(me|sent|session|visit|lock|guides|hand)\// },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'simulation/*.test.ts'],
    environment: 'node',
    pool: 'threads', // which begin sooner than processes; still one for each file
    maxWorkers: '100%', // on two cores it would take one
    setupFiles: ['src/test-setup.ts'],
    // Tests judge behaviour: on a cold machine the first one of a file waits for what it imports.
    testTimeout: 20_000,
    restoreMocks: true,
  },
})
