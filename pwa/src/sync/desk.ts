import { clearDesk, getDeskAnswer, putDeskAnswer } from '../local/desk'
import { deskKeys } from '../local/desk-keys'
import { readDesk, writeDesk } from '../remote/desk'
import { type Asked, asked } from './asked'

/** Asks for what a desk screen shows and keeps the answer; the screen shows the last one meanwhile. */
export async function refresh(key: string): Promise<Asked> {
  const kept = await getDeskAnswer(key)
  const answer = await asked(readDesk(key, kept?.etag ?? null))
  if (!answer.ok) {
    // The session is over: what it could see goes too.
    if (answer.problem === 'unauthenticated') await clearDesk()
    return answer
  }
  const at = new Date().toISOString()
  if (answer.status === 304 && kept) await putDeskAnswer({ ...kept, at })
  else await putDeskAnswer({ key, at, etag: answer.etag, body: answer.body })
  return answer
}

export async function signInAt(login: string, password: string): Promise<Asked> {
  const answer = await asked(writeDesk('POST', deskKeys.account(), { login, password }))
  if (!answer.ok) return answer
  await clearDesk()
  const at = new Date().toISOString()
  await putDeskAnswer({ key: deskKeys.account(), at, etag: null, body: answer.body })
  return answer
}

/** Offline too: the desk's answers leave this device at once, the server hears of it if it can. */
export async function signOutAt(): Promise<Asked> {
  await clearDesk()
  return await asked(writeDesk('DELETE', deskKeys.account()))
}

/** Does something, then asks anew for what it changed. */
export async function change(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  refreshed: string[],
): Promise<Asked> {
  const answer = await asked(writeDesk(method, path, body))
  for (const key of refreshed) await refresh(key)
  return answer
}
