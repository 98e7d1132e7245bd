import { type Language, showLanguage } from '../i18n'
import { putSetting } from '../store/settings'

let latest: Language | null = null

/** False where the language's sentences could not be fetched; then nothing has changed. What was
 * chosen last holds, however long the one before took to come. */
export async function setLanguage(language: Language): Promise<boolean> {
  latest = language
  const came = await showLanguage(language)
  if (latest !== language) {
    await showLanguage(latest)
    return true
  }
  if (came) await putSetting('language', language)
  return came
}
