import { createContext } from 'preact'
import type { Missing } from './saving'

/** Where a form that was refused has to be mended first, for the field that it is. */
export const MissingAt = createContext<Missing['at']>(undefined)
