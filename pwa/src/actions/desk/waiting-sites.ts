import { deskKeys } from '../../store/desk/keys'
import { refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

/** Fetches the sites that wait for a second person. */
export const refreshWaitingSites = (): Promise<Outcome> => refresh(deskKeys.sites('', 'waiting'))
