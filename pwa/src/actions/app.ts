// What a person does with the app itself.
export { dismissInstall, installApp } from './install'
export { applyUpdate, checkForUpdate, setDirty } from './update'
