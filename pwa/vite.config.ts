import preact from '@preact/preset-vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { firstVisit, PAGE } from './first-visit.ts'
import { BUNDLES, folderOf, folderOfSheet, modulesOf } from './precache.config.ts'
import { words } from './words.ts'

// What an Android phone of 2016 still gets: Chrome 106 on Android 6, Safari 15.4 on iOS 15.
const PHONES = ['es2022', 'chrome106', 'safari15.4']

export default defineConfig({
  plugins: [
    preact(),
    words(),
    firstVisit(),
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
        globIgnores: [PAGE],
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
    // What a phone keeps comes out of its cache, and each list of what else to ask for is kept too.
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      // Else each field of a class is set by a helper.
      transform: { assumptions: { setPublicClassFields: true } },
      output: {
        chunkFileNames: ({ name, moduleIds }) =>
          `assets/${folderOf(name, moduleIds)}[name]-[hash].js`,
        assetFileNames: ({ names }) => `assets/${folderOfSheet(names)}[name]-[hash][extname]`,
        // What comes together is one file, which packs better than ten.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'first', tags: ['$initial'], priority: 1 },
            ...BUNDLES.map(({ name, holds, shared }) => ({
              name,
              test: modulesOf(holds),
              ...(shared && { minShareCount: 2 }),
            })),
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'simulation/*.test.ts', '*.test.ts'],
    environment: 'node',
    pool: 'threads', // which begin sooner than processes; still one for each file
    maxWorkers: '100%', // on two cores it would take one
    setupFiles: ['src/test-setup.ts'],
    // Tests judge behaviour: on a cold machine the first one of a file waits for what it imports.
    testTimeout: 20_000,
    restoreMocks: true,
  },
})
