import { uploadFile } from '../../sync/upload'
import type { Outcome } from '../outcome'
import { resizePicture, type SmallPicture } from './resize-picture'
import { stripMetadata } from './strip-metadata'

export type Sent<T> = Outcome<T & { sha: string }>
export type SentPicture = Sent<{ small: SmallPicture }>
export type SentSound = Sent<{ blob: Blob }>
type OnSent = (percent: number) => void

/** As the server takes them. */
const MOST_SOUND_BYTES = 1_500_000

/** Makes a picture small, and sends it. `file_refused` for what the browser cannot show. */
export async function sendPicture(file: Blob, onSent: OnSent): Promise<SentPicture> {
  const small = await resizePicture(file)
  if (!small) return { ok: false, problem: 'file_refused' }
  const answer = await send(small.blob, onSent)
  return answer.ok ? { ...answer, small } : answer
}

/** Takes out of a recording what its file says beside the sound, and sends it. */
export async function sendSound(file: Blob, onSent: OnSent): Promise<SentSound> {
  // Many times too long is not even read.
  if (file.size > 2 * MOST_SOUND_BYTES) return { ok: false, problem: 'file_refused' }
  const blob = new Blob([stripMetadata(new Uint8Array(await file.arrayBuffer()))])
  if (blob.size > MOST_SOUND_BYTES) return { ok: false, problem: 'file_refused' }
  const answer = await send(blob, onSent)
  return answer.ok ? { ...answer, blob } : answer
}

async function send(blob: Blob, onSent: OnSent): Promise<Sent<object>> {
  const sent = await uploadFile(blob, (bytes) => onSent(Math.floor((100 * bytes) / blob.size)))
  return sent.ok ? { ok: true, sha: sent.sha ?? '' } : sent
}
