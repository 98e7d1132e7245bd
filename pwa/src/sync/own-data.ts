import { request } from '../api/http'
import { actingMember } from '../store/acting'
import { type ApiResult, toApiResult } from './api-result'

/** Asks for all that the server keeps about who holds the phone. */
export async function askForOwnData(): Promise<ApiResult> {
  return await toApiResult(request('/api/me/data', { acting: await actingMember() }))
}
