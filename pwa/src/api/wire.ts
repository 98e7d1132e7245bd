import type { components } from './types'

/** Bodies as the server describes them. */
export type Wire = components['schemas']
