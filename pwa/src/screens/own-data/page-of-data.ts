import type { Section } from './sections'

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ESCAPED[char] ?? char)
const list = (lines: string[]): string =>
  `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`

interface Page {
  language: string
  title: string
  /** When it was made, and what it lacks. */
  notes: string[]
  sections: Section[]
  /** The same for programs, and what the sentence before it says. */
  data: unknown
  machine: string
}

/** A page that any browser shows without a network, with the same data as JSON below. */
export function pageOfData({ language, title, notes, sections, data, machine }: Page): string {
  const json = JSON.stringify(data, null, 1)
  const parts = sections.map(
    (one) =>
      `<section><h2>${escapeHtml(one.title)}</h2>${list(one.lines)}${one.groups
        .map((group) => `<h3>${escapeHtml(group.title)}</h3>${list(group.lines)}`)
        .join('')}</section>`,
  )
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 sans-serif;max-width:44em;margin:auto;padding:1em}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:12px}</style>
</head><body><h1>${escapeHtml(title)}</h1>${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('')}
${parts.join('\n')}
<section><p>${escapeHtml(machine)}</p><pre>${escapeHtml(json)}</pre></section>
</body></html>
`
}
