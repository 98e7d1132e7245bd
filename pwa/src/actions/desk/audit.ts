import { deskKeys } from '../../store/desk/keys'
import { refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

export interface TrailParams {
  about?: string
  from?: string
  to?: string
  /** The `next` of the page before. */
  before?: number
}

export const refreshAudit = (params: TrailParams): Promise<Outcome> =>
  refresh(deskKeys.audit(params))
