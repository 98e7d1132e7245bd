/** Sends now, whatever the timers say; what was set aside is tried again. */
export declare function sendNow(): Promise<void>
export declare function setLanguage(language: 'vi' | 'en'): Promise<void>
/** Several people may share a phone: the current one is the author of what is recorded next. */
export declare function chooseCurrentPerson(member: string, team: string): Promise<void>
/** Takes a notice (screened text, an erased record) off the list once it has been read. */
export declare function acknowledge(change: string): Promise<void>
/** Hands the unsent and unsettled changes over as a file; false if there are none. */
export declare function exportUnsent(): Promise<boolean>
export declare function saveDraft(key: string, value: unknown): Promise<void>
export declare function loadDraft<T>(key: string): Promise<T | null>
export declare function clearDraft(key: string): Promise<void>
