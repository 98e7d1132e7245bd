/**
 * What follows each save: it is sent, and the browser is asked once not to throw this phone's data
 * away. Nothing waits for either; they come with a later file, which the first screen does without.
 */
export function afterSave(): void {
  void import('../sync/triggers').then(({ sendSoon }) => sendSoon())
  void import('../store/storage').then(({ requestPersistence }) => requestPersistence())
}
