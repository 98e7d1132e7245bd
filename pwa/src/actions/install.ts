import { putSetting } from '../store/settings'
import { setStatus } from '../store/status'
import { requestPersistence } from '../store/storage'

interface InstallPrompt extends Event {
  prompt(): Promise<void>
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

// boot.js catches the event, which on a slow phone comes before the app does.
const caught = () =>
  (globalThis as { tungNgoInstall?: InstallPrompt | null }).tungNgoInstall ?? null

export function watchInstall(): void {
  const look = () => setStatus({ canInstall: caught() !== null })
  addEventListener('tungngo-install', look)
  addEventListener('appinstalled', () => {
    forget()
    void requestPersistence(true)
  })
  look()
}

function forget(): void {
  Object.assign(globalThis, { tungNgoInstall: null })
  setStatus({ canInstall: false })
}

/** Shows the browser's install sheet; `accepted` tells what the person chose. */
export async function installApp(): Promise<{ accepted: boolean }> {
  const prompt = caught()
  if (!prompt) return { accepted: false }
  forget() // it can be shown once
  await prompt.prompt()
  const accepted = (await prompt.userChoice).outcome === 'accepted'
  if (!accepted) await dismissInstall()
  return { accepted }
}

/** "Để sau": the invitation does not come back for a while. */
export async function dismissInstall(): Promise<void> {
  await putSetting('installDismissedAt', new Date().toISOString())
}
