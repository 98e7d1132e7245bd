import { inspectPhone } from '../store/ready'
import { checkStorage, requestPersistence } from '../store/storage'
import { hasScanner } from './cache-scanner'

const IS_PHONE = '(pointer: coarse)'

/** Looks whether this phone may be carried where there is no network. */
export async function checkReady(): Promise<void> {
  await checkStorage()
  await inspectPhone(matchMedia(IS_PHONE).matches, await hasScanner())
}

/** Asks the browser once more to keep this phone's data, and looks what it says now. */
export async function askForPersistence(): Promise<void> {
  await requestPersistence(true)
  await checkReady()
}
