import type { Wire } from '../api/wire'
import type * as arrivals from '../store/arrivals'
import type * as digests from '../store/digests'
import type * as enrolments from '../store/enrolments'
import type * as pages from '../store/pages'
import type * as rebuild from '../store/rebuild'
import type * as request from '../store/request'
import type * as told from '../store/server-state'
import type * as verdicts from '../store/verdicts'

/** How a round ended: more to do at once or not; try later; or nobody may be asked. */
export type RoundEnd =
  | { end: 'done'; left: boolean }
  | { end: 'wait'; retryAfter: number | null }
  | { end: 'stopped' }

/** `retryAfter`: to be tried again, after so many seconds where the server asked to wait. */
export type Rejoined = 'joined' | 'no' | { retryAfter: number | null }

/** Any answer with its status; `Unreachable` is thrown when there is none. */
export interface Answer {
  status: number
  body: unknown
  /** Seconds. */
  retryAfter: number | null
}

export interface RemotePort {
  sendRound(body: Wire['Round']): Promise<Answer>
  askHave(changes: string[]): Promise<Answer>
}

/** What the rounds do to the store; each call is one transaction. */
export type StorePort = Pick<typeof request, 'readRequestInput'> &
  Pick<typeof verdicts, 'applyVerdicts' | 'setAside'> &
  Pick<typeof pages, 'applyPage'> &
  Pick<typeof digests, 'unequalChannels' | 'startRepair'> &
  Pick<
    typeof rebuild,
    'startHistoryRebuild' | 'sentIds' | 'requeue' | 'endRebuild' | 'noteServerNow'
  > &
  Pick<typeof arrivals, 'noteArrivals'> &
  Pick<typeof enrolments, 'lacksPeople'> &
  Pick<typeof told, 'noteStanding' | 'noteUpgrade' | 'noteFull' | 'repairsReported'>

/** The outer world of the sync core: with a scripted one it runs in Node, without a page. */
export interface Ports {
  now(): Date
  /** From 0 up to 1. */
  random(): number
  remote: RemotePort
  store: StorePort
  /** Tells the page what is on its way and whether the server is there. */
  tell(news: { inFlight?: ReadonlySet<string>; online?: 'yes' | 'no' }): void
  /** Makes this phone and its people known again, with a new cookie where it has none. */
  rejoin(): Promise<Rejoined>
  /** Version of this app. */
  app: string
  /** What is known of the phone itself; null where nothing is. */
  readiness(): Wire['ReadinessTold'] | null
}
