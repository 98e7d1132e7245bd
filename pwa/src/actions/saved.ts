import { keepStorage } from '../local/storage'
import { sendSoon } from '../sync/triggers'

/** What follows each save. It asks for things and waits for none of them. */
export function afterSave(): void {
  sendSoon()
  void keepStorage()
}
