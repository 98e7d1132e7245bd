import { startPhone } from '../actions/start'
import { showSnackbar } from '../components/snackbar'
import { t } from '../i18n'
import { cacheScreens } from './cache-screens'
import { address, go, isAtDesk } from './router'

/** What goes on while the app is open. The first screen waits for none of it. */
export async function start(): Promise<void> {
  cacheScreens()
  await startPhone(showDataLoss)
}

/** The first screen tells of it at length. */
function showDataLoss(): void {
  const { path } = address.peek()
  if (path === '/' || isAtDesk(path)) return
  showSnackbar(t('home.lost.title'), { label: t('home.lost.look'), run: () => go('/') })
}
