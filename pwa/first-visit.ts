// Who comes for the first time on a thin line sees the screen before the program that draws it is there.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { minify, type Plugin, runnerImport } from 'vite'
import { words } from './words.ts'

const DRAWN = fileURLToPath(new URL('./src/screens/first-visit.tsx', import.meta.url))
const BOOT = fileURLToPath(new URL('./public/boot.js', import.meta.url))
/** Beside index.html, which the worker keeps and which has none of this. */
export const PAGE = 'first-visit.html'

interface Drawn {
  firstVisit(): Record<string, string>
  nowhereIn(): string
}

/** Makes PAGE, index.html with what a first visit shows, each screen in a template by its address, and
 * boot.js without its comments. */
export function firstVisit(): Plugin {
  return {
    name: 'first-visit',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, files) {
      const page = files['index.html']
      if (page?.type !== 'asset') return // the worker, which is built apart
      const { firstVisit, nowhereIn } = await drawn()
      const templates = Object.entries(firstVisit()).map(
        ([path, html]) =>
          `<template data-path="${path}" data-nowhere-in="${nowhereIn()}">${html}</template>`,
      )
      const source = String(page.source).replace('<body>', (body) =>
        [body, ...templates].join('\n'),
      )
      this.emitFile({ type: 'asset', fileName: PAGE, source })
      const { code } = await minify('boot.js', readFileSync(BOOT, 'utf8'), { module: false })
      this.emitFile({ type: 'asset', fileName: 'boot.js', source: code })
    },
  }
}

async function drawn(): Promise<Drawn> {
  // What these screens are made of asks at once where it is.
  Object.assign(globalThis, { location: new URL('http://localhost/') })
  try {
    const plugins = [preact(), words()]
    const { module } = await runnerImport<Drawn>(DRAWN, { configFile: false, plugins })
    return module
  } finally {
    Reflect.deleteProperty(globalThis, 'location')
  }
}
