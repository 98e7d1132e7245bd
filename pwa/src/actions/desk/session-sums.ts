import { deskKeys, type SessionsParams } from '../../store/desk/keys'
import { refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

export const refreshSessionSums = (params: SessionsParams): Promise<Outcome> =>
  refresh(deskKeys.sessionSums(params))
