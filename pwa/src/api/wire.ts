import type { components } from '../../generated/types'

/** Bodies as the server describes them. */
export type Wire = components['schemas']
