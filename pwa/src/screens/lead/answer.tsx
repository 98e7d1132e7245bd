import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { refreshPath } from '../../actions/lead/refresh'
import { type Args, pathOf, type Route } from '../../api/paths'
import { problem, t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { useLive } from '../../queries'
import { answerAt } from '../../queries/desk-answer'
import { address, go } from '../router'
import type { Shown } from './api-types'
import { signInAddress } from './signed-in'

export interface Answer<T> {
  /** Of the request; the desk stores the answer under it. */
  path: string
  /** The last answer there is, from now or from an earlier time; null when there is none. */
  body: T | null
  at: string | null
  /** Why there is nothing newer. */
  trouble: string | null
  busy: boolean
  refresh: () => Promise<void>
}

const SIGNED_OUT = new Set(['unauthenticated', 'sign_in_unfinished'])

/**
 * The server's answer to a GET, asked for on arriving; the last answer meanwhile and with no network.
 * A version before this one may have stored that answer, then without what is new in it.
 */
export function useQuery<R extends Route>(route: R, ...args: Args<R>): Answer<Shown<R>> {
  return useAnswer(pathOf(route, ...args))
}

/** The same for a path of which it is not known which route it has. */
export function useAnswer<T>(path: string): Answer<T> {
  const kept = useLive(answerAt<T>(path))
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(true)
  const asked = useRef('')
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const refresh = async () => {
    clearTimeout(timer.current)
    setBusy(true)
    const answer = await refreshPath(path)
    // What is asked now has an answer of its own; that of before says nothing about it.
    if (asked.current !== path) return
    setBusy(false)
    setTrouble(answer.ok ? null : answer.problem)
    if (answer.ok) return
    if (SIGNED_OUT.has(answer.problem)) leave()
    // Who has read a great deal goes on without a tap, not everything in the same moment.
    if (answer.problem === 'read_too_much')
      timer.current = setTimeout(refresh, ((answer.retryAfter ?? 60) + Math.random()) * 1_000)
  }
  useEffect(() => {
    asked.current = path
    void refresh()
    return () => {
      asked.current = ''
      clearTimeout(timer.current)
    }
  }, [path])
  return { path, body: kept?.body ?? null, at: kept?.at ?? null, trouble, busy, refresh }
}

function leave(): void {
  const { path } = address.peek()
  // A lead's phone has no login: there the answer is told in words.
  if (path === '/desk/login' || !path.startsWith('/desk')) return
  go(signInAddress(), { replace: true })
}

/** As the app calls it when nobody answered; any other problem is told by its own sentence alone. */
const UNANSWERED = new Set(['unreachable', 'server_trouble'])

function whyNotLoaded(trouble: string | null): string {
  if (!trouble) return t('desk.not_loaded')
  return UNANSWERED.has(trouble) ? `${t('desk.not_loaded')} ${problem(trouble)}` : problem(trouble)
}

interface Props<T> {
  answer: Answer<T>
  children: (body: T) => ComponentChildren
}

/** What the server last said; if that is old, how old; if there is nothing, why. */
export function ServerAnswer<T>({ answer, children }: Props<T>) {
  const { body, at, trouble, busy, refresh } = answer
  const again = (
    <button type="button" class="button" disabled={busy} onClick={refresh}>
      {t('desk.refresh')}
    </button>
  )
  if (body === null) {
    if (busy)
      return (
        <p class="empty" role="status">
          {t('app.loading')}
        </p>
      )
    return (
      <div class="card quiet" role="status" data-why="not_loaded">
        <p>{whyNotLoaded(trouble)}</p>
        <p>{again}</p>
      </div>
    )
  }
  return (
    <>
      {trouble && at && (
        <div class="card quiet stale" role="status">
          <p>{`${t('desk.stale', { at: formatInstant(at) })} ${problem(trouble)}`}</p>
          <p>{again}</p>
        </div>
      )}
      {children(body)}
    </>
  )
}
