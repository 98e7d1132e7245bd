import { readDesk, writeDesk } from '../api/desk'
import { actingMember } from '../store/acting'
import { ACCOUNT } from '../store/desk/account'
import {
  beginLeaving,
  beginRead,
  clearDesk,
  endLeaving,
  isLeaving,
  type PendingRead,
  putDeskAnswer,
  replaceDesk,
} from '../store/desk/answers'
import { type ApiResult, toApiResult } from './api-result'
import { isRenewed } from './session-expiry'

type Writing = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

const write = async (method: Writing, path: string, body?: unknown, timeOutMs?: number) =>
  writeDesk(method, path, body, await actingMember(), false, timeOutMs)

/**
 * Asks for what a desk screen shows and keeps the answer; the screen shows the last one meanwhile.
 * `acting`: in whose name, else in the name of who holds the phone.
 */
export async function refresh(key: string, acting?: string | null): Promise<ApiResult> {
  const who = acting === undefined ? await actingMember() : acting
  const asking = await beginRead(key)
  if (!asking) {
    const left = await reportSignOut()
    if (left && !left.ok) return left
    // The session has ended by that, and nobody who has joined stands in for it.
    return left && !who ? SIGNED_OUT : await refresh(key, acting)
  }
  const answer = await toApiResult(readDesk(key, asking.kept?.etag ?? null, who))
  if (await isRenewed(key, answer, false)) return await refresh(key, acting)
  const at = new Date().toISOString()
  if (!answer.ok) await hideForbidden(answer, asking, at)
  else if (answer.status === 304 && asking.kept)
    await putDeskAnswer(asking, { ...asking.kept, at, etag: answer.etag ?? asking.kept.etag })
  else await putDeskAnswer(asking, { at, etag: answer.etag, body: answer.body })
  return answer
}

// What somebody may no more: their unit may be another one by now, which is then asked for.
const FORBIDDEN = [403, 404]

/** What may not be seen any more is not shown any more, either. */
async function hideForbidden(
  answer: Extract<ApiResult, { ok: false }>,
  asking: PendingRead,
  at: string,
): Promise<void> {
  // The session is over: what it could see goes too.
  if (answer.status === 401) await clearDesk(asking)
  if (await isUnfinished(answer)) return
  if (FORBIDDEN.includes(answer.status)) {
    await putDeskAnswer(asking, { at, etag: null, body: null })
  }
}

/**
 * A session that may not do this yet: its stage is asked for, and the desk's frame brings the person to
 * where the sign-in is finished.
 */
async function isUnfinished(answer: ApiResult): Promise<boolean> {
  if (answer.ok || answer.problem !== 'sign_in_unfinished') return false
  await refresh(ACCOUNT)
  return true
}

/** Begins a session: by a password, or by a passkey that says itself whose it is. */
export async function signInAt(path: string, body: object): Promise<ApiResult> {
  // Else its answer could take the new session's cookie away.
  await reportSignOut()
  const answer = await toApiResult(write('POST', path, body))
  if (!answer.ok) return answer
  await replaceDesk(ACCOUNT, {
    at: new Date().toISOString(),
    etag: null,
    body: answer.body,
  })
  // The server has ended the session that this browser came with.
  await endLeaving()
  return answer
}

/** Goes on with a sign-in. One that has ended meanwhile is not shown any more. */
export async function goOnAt(path: string, body: object): Promise<ApiResult> {
  const answer = await signInAt(path, body)
  if (!answer.ok && answer.problem === 'unauthenticated') await clearDesk()
  return answer
}

/**
 * Offline too: the desk's answers leave this device at once, and stay away though the app is closed
 * in the next moment. Until the server has heard of it the session's cookie still opens the desk, so
 * it hears of it before anything else is asked: `told` is that answer.
 */
export async function signOutAt(): Promise<{ told: Promise<ApiResult> }> {
  await beginLeaving()
  return { told: reportSignOut().then((told) => told ?? GONE) }
}

const SIGNED_OUT: ApiResult = { ok: false, problem: 'unauthenticated', details: {}, status: 401 }

const GONE: ApiResult = { ok: true, body: null, etag: null, status: 204 }

let telling: Promise<ApiResult> | null = null

/**
 * Tells the server of a sign-out that it has not heard of; null when there is none. An attempt under way
 * may have begun before the network came: where it fails, one more is made.
 */
export async function reportSignOut(): Promise<ApiResult | null> {
  const begunBefore = telling
  if (!begunBefore && !(await isLeaving())) return null
  telling ??= sendSignOut().finally(() => {
    telling = null
  })
  const answer = await telling
  return begunBefore && !answer.ok ? await reportSignOut() : answer
}

async function sendSignOut(): Promise<ApiResult> {
  const answer = await toApiResult(write('DELETE', ACCOUNT))
  // A session that the server does not know is over too.
  const over = answer.ok || answer.status === 401 || answer.status === 403
  if (!over) return answer
  await endLeaving()
  return GONE
}

/**
 * Does something while the page is left. Nothing can be waited for then, not even the store, so `acting`
 * was asked for before; and it must be short, for it is sent behind the page's back.
 */
export const changeOnLeaving = (
  method: Writing,
  path: string,
  body: unknown,
  acting: string | null,
): Promise<ApiResult> => toApiResult(writeDesk(method, path, body, acting, true))

/** Does something, then asks anew for what it changed. */
export async function change(
  method: Writing,
  path: string,
  body: unknown,
  refreshed: string[],
  timeOutMs?: number,
): Promise<ApiResult> {
  const left = await reportSignOut()
  if (left && !left.ok) return left
  let answer = await toApiResult(write(method, path, body, timeOutMs))
  while (await isRenewed(path, answer, true))
    answer = await toApiResult(write(method, path, body, timeOutMs))
  if (await isUnfinished(answer)) return answer
  // Each would only wait as long again for the server that is not there.
  const reached = answer.ok || answer.problem !== 'unreachable'
  if (!answer.ok && FORBIDDEN.includes(answer.status)) await refresh(ACCOUNT)
  if (reached) await Promise.all(refreshed.map((key) => refresh(key)))
  return answer
}
