import { t } from '../i18n'
import { showSnackbar } from './snackbar'

/** Whether this browser has a share sheet, in which Zalo stands on a phone. */
export const canShare = (): boolean => typeof navigator.share === 'function'

/**
 * Hands a text (and a link) to the share sheet; without one, to the clipboard, and says so. True
 * if it went somewhere; false if the person thought better of it or the browser allows neither.
 */
export async function share(what: { text: string; url?: string }): Promise<boolean> {
  try {
    if (canShare()) {
      await navigator.share(what)
      return true
    }
    await navigator.clipboard.writeText(what.url ? `${what.text}\n${what.url}` : what.text)
    showSnackbar(t('copy.done'))
    return true
  } catch {
    return false
  }
}

/** Whether the share sheet takes a file. */
export const canShareFile = (file: File): boolean =>
  typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] })

/** Hands a file to the share sheet; false if the person thought better of it. */
export async function shareFile(file: File): Promise<boolean> {
  try {
    await navigator.share({ files: [file] })
    return true
  } catch {
    return false
  }
}
