// What a person does with the app itself.
export { forgetLoss as understandLoss } from '../local/held'
export { dismissInstall, installApp } from './install'
export { applyUpdate, checkForUpdate, setDirty } from './update'
