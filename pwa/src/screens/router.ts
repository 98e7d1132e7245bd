import { signal } from '@preact/signals'

export interface Address {
  path: string
  query: URLSearchParams
}

export const read = (): Address => ({
  path: location.pathname,
  query: new URLSearchParams(location.search),
})

/** Where the person is. */
export const address = signal<Address>(read())
/** How many times the person has moved; 0 on the screen that the app opened with. */
export const moves = signal(0)

/** Goes to another screen of the app. */
export function go(to: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', to)
  arrive()
  scrollTo(0, 0)
}

function arrive(): void {
  address.value = read()
  moves.value += 1
}

/** Follows the browser's back and forward, and every plain link to a screen of the app. */
export function startRouter(): void {
  addEventListener('popstate', arrive)
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element | null)?.closest?.('a')
    if (!link || link.target || link.hasAttribute('download')) return
    if (link.origin !== location.origin || link.pathname.startsWith('/api')) return
    if (link.hash && link.pathname === location.pathname) return
    event.preventDefault()
    go(link.pathname + link.search + link.hash)
  })
}

export const isAtDesk = (path: string): boolean => /^\/(desk|reset)\b/.test(path)

export type Params = Readonly<Record<string, string>>

/** The parts that `/desk/team/:id` names in a path; null when it is another path. */
export function match(pattern: string, path: string): Params | null {
  const wanted = pattern.split('/').filter(Boolean)
  const given = path.split('/').filter(Boolean)
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] as string
    if (part.startsWith(':')) params[part.slice(1)] = decode(value)
    else if (part !== value) return null
  }
  return params
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
