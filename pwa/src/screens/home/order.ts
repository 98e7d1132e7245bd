import type { Catalogue, Service } from '../../queries'
import { COMMON } from './tile-labels'

/** As many tiles as stand on a phone of 360×740 without scrolling. */
const OFTEN = 10

/** The services to begin with: those in use here, in the order given, then the common ones. */
export function oftenUsed({ services }: Catalogue, usual: readonly string[]): Service[] {
  const all = new Map(services.map((service) => [service.code, service]))
  const codes = new Set([...usual, ...COMMON, ...all.keys()])
  return [...codes].flatMap((code) => all.get(code) ?? []).slice(0, OFTEN)
}
