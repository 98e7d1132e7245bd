import { useState } from 'preact/hooks'
import type { Sent } from '../../../actions/desk/site-files'
import { problem, t } from '../../../i18n'

/** What a form of files goes by: whether one is on its way is known to the form as well. */
export interface Sending {
  busy: boolean
  setBusy: (busy: boolean) => void
}

/** Files that this window sent, as it can show them; the server shows them to nobody before a site names them. */
const shown = new Map<string, string>()

/** Where this window finds a file that it sent, else where the server has one of the site. */
export const addressOf = (sha: string, files: readonly string[]): string | null =>
  shown.get(sha) ?? (files.includes(sha) ? `/api/blobs/${sha}` : null)

/**
 * Sends the file that was chosen in a place of a form. `said`: what became of it; `wrong`: why not, in the
 * place where it was chosen.
 */
export function useUpload({ busy, setBusy }: Sending, refused: string) {
  const [percent, setPercent] = useState<number | null>(null)
  const [said, setSaid] = useState<{ place: string; text: string } | null>(null)
  const [failed, setFailed] = useState<{ place: string; text: string } | null>(null)
  const send = async <T>(
    place: string,
    run: (onSent: (percent: number) => void) => Promise<Sent<T>>,
    done: (sent: T & { sha: string }) => { text: string; blob: Blob },
  ) => {
    if (busy) return
    setBusy(true)
    setFailed(null)
    setSaid({ place, text: t('sites.file.preparing') })
    const answer = await run(setPercent)
    setPercent(null)
    setBusy(false)
    if (answer.ok) {
      const { text, blob } = done(answer)
      shown.set(answer.sha, URL.createObjectURL(blob))
      setSaid({ place, text })
      return
    }
    setSaid(null)
    const why = answer.problem === 'file_refused' ? refused : problem(answer.problem)
    setFailed({ place, text: why })
  }
  const at = (place: string) => ({
    said: said?.place === place ? (percent === null ? said.text : sendingText(percent)) : null,
    wrong: failed?.place === place ? failed.text : undefined,
  })
  return { send, at }
}

const sendingText = (percent: number): string => t('sites.file.sending', { n: percent })
