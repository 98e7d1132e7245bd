import { slug } from '../../i18n/parse'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'
import type { NewInvitation } from './desk'

const NAME = 'tung-ngo-ma-moi'
const TYPE = 'application/pdf'

/**
 * The poster of an invitation that was just made: later nobody knows its code any more. It is called
 * after the team: who prints those of many teams keeps them apart.
 */
export async function makePoster(
  invitation: NewInvitation,
  team: string,
): Promise<Outcome<{ file: File }>> {
  const body = { code: invitation.code, short_code: invitation.short_code }
  const answer = await change('POST', '/api/posters', body, [])
  if (!answer.ok) return answer
  const name = slug(`${NAME} ${team}`)
  return { ok: true, file: new File([answer.body as Blob], `${name}.pdf`, { type: TYPE }) }
}

/** Whether this browser's share sheet takes files. */
export function canSendFiles(): boolean {
  return navigator.canShare?.({ files: [new File([], `${NAME}.pdf`, { type: TYPE })] }) ?? false
}

/** Opens the share sheet with the file; false if the browser refused. */
export async function sendFile(file: File): Promise<boolean> {
  try {
    await navigator.share({ files: [file] })
    return true
  } catch (error) {
    // The person closed the sheet: that is an answer too.
    return (error as Error).name === 'AbortError'
  }
}

/** Puts the file among this device's downloads. */
export function saveFile(file: File): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
