import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PAGE } from './first-visit.ts'
import { BUNDLES, FIRST_USE, modulesOf } from './precache.config.ts'

const ROOT = fileURLToPath(new URL('.', import.meta.url))
const DIST = mkdtempSync(join(tmpdir(), 'tung-ngo-dist-'))
const IMPORT = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g

/** In kB of 1,000 bytes, gzip: JavaScript with all that it waits for, and what every phone keeps. */
const BUDGETS = {
  first: 56.8,
  join: 94,
  'own-team': 133.6,
  totals: 167,
  login: 172.3,
  kept: 180,
}

let files: string[] = []

beforeAll(async () => {
  // Preact and others choose by it what they carry.
  process.env.NODE_ENV = 'production'
  await build({ root: ROOT, mode: 'production', logLevel: 'silent', build: { outDir: DIST } })
  files = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => posix.join(one.parentPath, one.name).slice(DIST.length + 1))
}, 120_000)

afterAll(() => {
  process.env.NODE_ENV = 'test'
  rmSync(DIST, { recursive: true })
})

const text = (file: string): string => readFileSync(join(DIST, file), 'utf8')
const kilobytes = (names: Iterable<string>): number =>
  [...names].reduce((sum, one) => sum + gzipSync(text(one), { level: 9 }).length, 0) / 1000
const named = (name: string): string =>
  files.find((one) => new RegExp(`/${name}-[\\w-]{8}\\.js$`).test(one)) ?? ''
const asks = (file: string): string[] =>
  [...text(file).matchAll(IMPORT)].map(([, to]) => posix.join(posix.dirname(file), to ?? ''))

/** A file with all that it waits for. */
function whole(file: string): Set<string> {
  const found = new Set([file])
  for (const one of found) for (const asked of asks(one)) found.add(asked)
  return found
}

/** What the worker keeps from the first visit on. */
const kept = (): string[] =>
  files.filter(
    (one) =>
      /\.(js|css|html|woff2)$|^favicon\.svg$/.test(one) &&
      !['sw.js', PAGE].includes(one) &&
      !FIRST_USE.test(one),
  )

it('the first screen comes within its budget', () => {
  const first = text('index.html').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)
  const came = [...first].map(([, file]) => file ?? '')
  expect(came).toHaveLength(1)
  expect(kilobytes(came)).toBeLessThanOrEqual(BUDGETS.first)
})

it('a first visit is shown its screen by the page itself, which a phone does not keep', () => {
  const [, home, join] = text(PAGE).split('<template data-path="')
  expect(home).toMatch(/^\/" data-nowhere-in="[^"<>&]*Zalo[^"<>&]*">/)
  expect(home?.match(/ class="tile" /g)).toHaveLength(10)
  expect(home).toContain(' href="/desk"') // for officials, who come by a computer
  expect(join).toMatch(/^\/j" data-nowhere-in="/)
  expect(join).toContain('<h1 tabindex="-1">Vào đội</h1>')
  expect(text('index.html')).not.toContain('<template')
  expect(text('sw.js')).not.toContain(PAGE)
})

it.each(['join', 'own-team', 'totals', 'login'] as const)('%s comes within its budget', (name) => {
  expect(kilobytes(whole(named(name)))).toBeLessThanOrEqual(BUDGETS[name])
})

it('a phone keeps no more than its budget', () => {
  expect(kilobytes(kept())).toBeLessThanOrEqual(BUDGETS.kept)
})

it('what is kept asks only for what is kept', () => {
  const scripts = kept().filter((one) => one.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(15)
  expect(scripts.flatMap(asks).filter((one) => !scripts.includes(one))).toEqual([])
})

it('every bundle is a file where the worker looks for it', () => {
  for (const { name, when } of BUNDLES) {
    expect(named(name), name).not.toBe('')
    expect(FIRST_USE.test(named(name)), name).toBe(when === 'first use')
  }
})

it('a phone keeps no style sheet of leads and coordinators alone', () => {
  const sheets = kept().filter((one) => one.endsWith('.css'))
  const names = sheets.map((one) => one.replace(/.*\/([\w-]+)-[\w-]{8}\.css$/, '$1'))
  expect(names.sort()).toEqual(['band', 'count', 'index'])
})

it('every folder of screens belongs to a bundle, or its screens come one by one', () => {
  const ALONE = ['desk', 'gather', 'join', 'practice']
  const folders = readdirSync(join(ROOT, 'src/screens'), { withFileTypes: true })
    .filter((one) => one.isDirectory() && !ALONE.includes(one.name))
    .map((one) => `/src/screens/${one.name}/x.ts`)
  const held = (path: string) => BUNDLES.some(({ holds }) => modulesOf(holds).test(path))
  expect(folders.filter((path) => !held(path))).toEqual([])
})
