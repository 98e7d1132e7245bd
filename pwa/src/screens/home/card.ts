import { showSnackbar } from '../../components/snackbar'
import { loadLaterWords, t } from '../../i18n'
import type { LogSheet } from '../log/sheet'

let sheet: typeof LogSheet | null = null

/** The card that logs a session. It is asked for as soon as the first screen is painted, so that
 * this is there sooner and a tap finds the card ready; null, and said, where it cannot be had. */
export async function fetchCard(): Promise<typeof LogSheet | null> {
  if (sheet) return sheet
  const [module] = await Promise.all([import('../log/sheet'), loadLaterWords()])
  sheet = module.LogSheet
  return sheet
}

/** The card if it has come, without waiting. */
export const readyCard = (): typeof LogSheet | null => sheet

/** The card for a tap that came before it did. */
export async function cardNow(): Promise<typeof LogSheet | null> {
  try {
    return await fetchCard()
  } catch {
    showSnackbar(t('app.not_here'))
    return null
  }
}
