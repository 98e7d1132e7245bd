import { signal } from '@preact/signals'

export type Language = 'vi' | 'en'

/** The language on screen. It follows the choice that is kept on the phone. */
export const language = signal<Language>('vi')
