import { sendBlob } from '../api/blobs'
import { DESK_PRACTICE } from '../practice'
import { actingMember } from '../store/acting'
import { type ApiResult, toApiResult } from './api-result'
import { isRenewed } from './session-expiry'

const PIECE_BYTES = 256 * 1024
/** So often a piece may be told that it belongs elsewhere, before something is wrong with us. */
const MOST_TURNS = 3

/**
 * Sends a file piece by piece. Where the server has some of it already, as after a line was cut off or the
 * page was reloaded, it says so to the first piece, and what is left goes on from there. `onSent` hears of
 * the bytes that are there.
 */
export async function uploadFile(
  file: Blob,
  onSent: (bytes: number) => void,
): Promise<ApiResult & { sha?: string }> {
  if (DESK_PRACTICE) return { ok: false, problem: 'not_practised', details: {}, status: 0 }
  const sha = await hashOf(file)
  const acting = await actingMember()
  let offset = 0
  let turns = 0
  let answer: ApiResult = { ok: true, body: null, etag: null, status: 204 }
  while (offset < file.size) {
    onSent(offset)
    const piece = file.slice(offset, offset + PIECE_BYTES)
    answer = await toApiResult(sendBlob(sha, piece, offset, file.size, acting))
    if (answer.ok) offset += piece.size
    else if (answer.problem === 'wrong_offset' && turns++ < MOST_TURNS)
      offset = Number(answer.details.offset)
    // After a sign-in over the form the same piece is sent again.
    else if (!(await isRenewed('/api/blobs', answer, true))) return answer
  }
  onSent(file.size)
  return { ok: true, body: null, etag: null, status: 204, sha }
}

async function hashOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, '0')).join('')
}
