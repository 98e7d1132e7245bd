import { DESK_PRACTICE } from '../practice'
import { type Answer, request, Unreachable } from './http'

/** Reads what a desk screen shows; with an etag, 304 if it has not changed. */
export function readDesk(
  path: string,
  etag: string | null,
  acting: string | null,
): Promise<Answer> {
  return DESK_PRACTICE ? practised('GET', path) : request(path, { etag, acting })
}

/** Does something at the desk. */
export function writeDesk(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  acting: string | null,
  keepalive = false,
  timeOutMs?: number,
): Promise<Answer> {
  return DESK_PRACTICE
    ? practised(method, path, body)
    : request(path, { method, body, acting, keepalive, timeOutMs })
}

/** In a practice of the desk no server is asked: what it would say is made up on this page. */
async function practised(method: string, path: string, body?: unknown): Promise<Answer> {
  try {
    const { answerInPractice } = await import('../practice/desk')
    return await answerInPractice(method, path, body)
  } catch (cause) {
    throw new Unreachable(cause)
  }
}
