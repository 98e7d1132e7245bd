import * as arrivals from '../local/arrivals'
import * as digests from '../local/digests'
import { lacksPeople } from '../local/lacks'
import * as pages from '../local/pages'
import * as rebuild from '../local/rebuild'
import * as request from '../local/request'
import { setStatus } from '../local/status'
import * as told from '../local/told'
import * as verdicts from '../local/verdicts'
import { VERSION } from '../local/version'
import * as remote from '../remote/sync'
import type { Ports } from './ports'
import { readiness } from './readiness'

/** The sync core's outer world on a real phone, the same in a page and in the service worker. */
export const device: Ports = {
  now: () => new Date(),
  random: Math.random,
  remote,
  store: {
    ...request,
    ...verdicts,
    ...pages,
    ...digests,
    ...rebuild,
    ...told,
    ...arrivals,
    lacksPeople,
  },
  tell: setStatus,
  // Seldom needed, and nothing that the first screen should wait for.
  rejoin: async () => await (await import('./rejoin')).rejoin(),
  app: VERSION,
  readiness,
}
