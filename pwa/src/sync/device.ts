import * as remote from '../api/sync'
import * as arrivals from '../store/arrivals'
import * as digests from '../store/digests'
import { lacksPeople } from '../store/enrolments'
import * as pages from '../store/pages'
import * as rebuild from '../store/rebuild'
import * as request from '../store/request'
import * as told from '../store/server-state'
import { setStatus } from '../store/status'
import * as verdicts from '../store/verdicts'
import { VERSION } from '../store/version'
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
