import type { SessionView } from '../../queries'
import { comesBack } from '../../queries/visits'

/** Where the visit that goes on from a session is logged: with what is left of it. */
export function goOnAddress({ id, services }: Pick<SessionView, 'id' | 'services'>): string {
  const left = services.filter(comesBack).map(({ code }) => code)
  return `/log/${left.join('+')}?continues=${id}`
}
