import { request } from '../api/http'
import { actingMember } from '../store/acting'
import { type ApiResult, toApiResult } from './api-result'

/** Asks for the activity of a printed code, in the name of who holds the phone. */
export async function askToFollow(code: string): Promise<ApiResult> {
  const path = `/api/codes/${encodeURIComponent(code)}/following`
  return await toApiResult(request(path, { method: 'POST', acting: await actingMember() }))
}
