/** Shows the browser's install sheet; `accepted` tells what the person chose. */
export declare function installApp(): Promise<{ accepted: boolean }>
export declare function dismissInstall(): Promise<void>
/** Takes the new version: exactly one reload, not while a form is dirty (then at the next start). */
export declare function applyUpdate(): Promise<void>
export declare function checkForUpdate(): Promise<void>
/** A form with unsaved input holds back reloads. */
export declare function setDirty(dirty: boolean): void
