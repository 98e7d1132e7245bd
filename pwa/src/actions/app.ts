// What a person does with the app itself.
export { dismissInstall, installApp } from './install'
export { applyUpdate, checkForUpdate, setDirty } from './update'

/** The loss has been read and need not be told again. */
export async function acknowledgeDataLoss(): Promise<void> {
  await (await import('../store/data-loss')).dismissDataLoss()
}
