import type { Wire } from '../api/wire'
import { vietnamTime } from '../store/days'
import { noteRead } from '../store/note-read'
import { askForOwnData } from '../sync/own-data'
import type { Outcome } from './outcome'

export type ServerData = Wire['PersonalData']

/** What the server keeps about who holds the phone; nothing of it stays on the phone. */
export async function fetchOwnData(): Promise<Outcome<{ body: ServerData }>> {
  const answer = await askForOwnData()
  return answer.ok ? { ok: true, body: answer.body as ServerData } : answer
}

/** Records that the person has opened their newest certificate. */
export async function noteCertificateRead(key: string): Promise<void> {
  await noteRead('readCertificates', [key])
}

/** A page of what is kept about somebody, as a file: "du-lieu-cua-toi-2026-11-24.html". */
export function ownDataFile(page: string, now = new Date()): File {
  const name = `du-lieu-cua-toi-${vietnamTime(now).day}.html`
  return new File([page], name, { type: 'text/html' })
}
