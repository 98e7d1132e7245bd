import { type Answer, request } from './http'

/** Reads what a desk screen shows; with an etag, 304 if it has not changed. */
export function readDesk(
  path: string,
  etag: string | null,
  acting: string | null,
): Promise<Answer> {
  return request(path, { etag, acting })
}

/** Does something at the desk. */
export function writeDesk(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  acting: string | null,
): Promise<Answer> {
  return request(path, { method, body, acting })
}
