import type { Catalogue, Service } from '../../queries'

export interface Shelf {
  /** null for the services used most, whatever their group. */
  group: Service | null
  services: Service[]
}

const OFTEN = 6

/** The services used most first, then the rest by group; a group in use comes before one that is not. */
export function shelves(catalogue: Catalogue, usual: readonly string[]): Shelf[] {
  const rank = new Map(usual.map((code, index) => [code, index]))
  const place = (service: Service) => rank.get(service.code) ?? usual.length + service.sort
  const byUse = (a: Service, b: Service) => place(a) - place(b) || a.sort - b.sort
  const often = catalogue.services
    .filter((s) => rank.has(s.code))
    .sort(byUse)
    .slice(0, OFTEN)
  const shown = new Set(often)
  const groups = catalogue.groups.map((group) => ({
    group,
    services: catalogue.services.filter((s) => s.group === group.code && !shown.has(s)).sort(byUse),
    first: Math.min(
      ...catalogue.services.filter((s) => s.group === group.code).map(place),
      Number.MAX_SAFE_INTEGER,
    ),
  }))
  groups.sort((a, b) => a.first - b.first)
  const rest = groups
    .filter((g) => g.services.length > 0)
    .map(({ group, services }) => ({ group, services }))
  return often.length > 0 ? [{ group: null, services: often }, ...rest] : rest
}
