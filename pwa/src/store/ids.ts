/**
 * An id for what is recorded now (uuid version 7, RFC 9562): the phone's milliseconds, then 74 bits
 * of chance. What is recorded together lies together in the server's indexes. Nothing reads the
 * moment out of it, so a clock that is wrong does no harm. PROTOCOL 4.8
 */
export function newId(): string {
  const moment = Math.max(0, Date.now()).toString(16).padStart(12, '0').slice(-12)
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
