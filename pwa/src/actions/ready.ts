import { lookReady } from '../local/ready'
import { lookAtStorage } from '../local/storage'

const IS_PHONE = '(pointer: coarse)'

/** Looks whether this phone may be carried where there is no network. */
export async function checkReady(): Promise<void> {
  await lookAtStorage()
  await lookReady(matchMedia(IS_PHONE).matches)
}
