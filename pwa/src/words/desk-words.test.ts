import { expect, it } from 'vitest'
import { desk } from './vi/desk'

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g
const STARTED = /`([a-z_]+\.[\w.]*)\$\{/g

/** Every file that a phone which never opens the desk may run. */
function withoutDesk(): Set<string> {
  const found = new Set<string>()
  const next = ['../main.tsx']
  for (let path = next.pop(); path; path = next.pop()) {
    if (found.has(path)) continue
    found.add(path)
    for (const [, to] of (sources[path] ?? '').matchAll(IMPORT)) {
      const file = fileOf(new URL(to ?? '', `file:///src/${path.slice(3)}`).pathname)
      if (file && !file.includes('/desk/entrance') && !file.includes('/words/')) next.push(file)
    }
  }
  return found
}

function fileOf(path: string): string | undefined {
  const at = `../${path.slice('/src/'.length)}`
  return ['', '.ts', '.tsx', '/index.ts'].map((end) => at + end).find((one) => one in sources)
}

it('what only the desk brings is said by no screen of a phone', () => {
  const files = [...withoutDesk()]
  expect(files.length).toBeGreaterThan(150)
  const text = files.map((path) => sources[path]).join('\n')
  const started = [...text.matchAll(STARTED)].map(([, start]) => start ?? '')
  const said = Object.keys(desk).filter(
    (word) =>
      text.includes(`'${word}'`) ||
      text.includes(`"${word}"`) ||
      started.some((start) => word.startsWith(start)),
  )
  expect(said).toEqual([])
})
