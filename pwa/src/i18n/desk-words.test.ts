import coordinators from 'virtual:words/coordinators'
import lead from 'virtual:words/lead'
import { expect, it } from 'vitest'

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g
const STARTED = /`([a-z_]+\.[\w.]*)\$\{/g

/** Every file that a phone may run which never opens what lies behind these. */
function without(...doors: string[]): Set<string> {
  const found = new Set<string>()
  const next = ['../main.tsx']
  for (let path = next.pop(); path; path = next.pop()) {
    if (found.has(path)) continue
    found.add(path)
    for (const [, to] of (sources[path] ?? '').matchAll(IMPORT)) {
      const file = fileOf(new URL(to ?? '', `file:///src/${path.slice(3)}`).pathname)
      const shut = ['/i18n/', ...doors].some((door) => file?.includes(door))
      if (file && !shut) next.push(file)
    }
  }
  return found
}

function fileOf(path: string): string | undefined {
  const at = `../${path.slice('/src/'.length)}`
  return ['', '.ts', '.tsx', '/index.ts'].map((end) => at + end).find((one) => one in sources)
}

/** Those of the words that are said in these files. */
function saidIn(files: Set<string>, words: Record<string, string>): string[] {
  expect(files.size).toBeGreaterThan(150)
  const text = [...files].map((path) => sources[path]).join('\n')
  const started = [...text.matchAll(STARTED)].map(([, start]) => start ?? '')
  return Object.keys(words).filter(
    (word) =>
      text.includes(`'${word}'`) ||
      text.includes(`"${word}"`) ||
      started.some((start) => word.startsWith(start)),
  )
}

it('what only the desk brings is said by no screen of a phone', () => {
  expect(saidIn(without('/desk/entrance', '/desk/totals/snapshot'), coordinators)).toEqual([])
})

it("what a lead's screens bring is said by no other screen of a phone", () => {
  expect(
    saidIn(without('/desk/entrance', '/desk/totals/snapshot', '/screens/team/'), lead),
  ).toEqual([])
})
