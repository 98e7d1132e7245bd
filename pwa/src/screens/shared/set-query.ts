import { address, read } from '../router'

/** Changes the query alone, as a filter does: same screen, no new step back. */
export function setQuery(query: Record<string, string | undefined>): void {
  const next = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(query)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  const text = next.toString()
  history.replaceState(null, '', text ? `${location.pathname}?${text}` : location.pathname)
  address.value = read()
}
