import type { Catalogue, Service, Today } from '../../queries'
import { COMMON } from './tile-labels'

/** As many tiles as stand on a phone of 360×740 without scrolling. */
const OFTEN = 10

/**
 * The services to begin with: those in use here, in the order given, then the common ones. What is
 * new and used twice today takes the last place, the next one that before it: no other tile moves
 * while it is this day, and one odd service throws no usual one out.
 */
export function oftenUsed(
  { services }: Catalogue,
  { usual, usedToday = [] }: Pick<Today, 'usual'> & Partial<Pick<Today, 'usedToday'>>,
): Service[] {
  const all = new Map(services.map((service) => [service.code, service]))
  const known = (codes: string[]) => [...new Set(codes)].flatMap((code) => all.get(code) ?? [])
  const often = known([...usual, ...COMMON, ...all.keys()]).slice(0, OFTEN)
  const again = usedToday.filter((code, at) => usedToday.indexOf(code) < at)
  const late = known(again).filter((service) => !often.includes(service))
  return often.map((service, at) => late[OFTEN - 1 - at] ?? service)
}
