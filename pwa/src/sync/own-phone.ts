import { askOwnPhone } from '../api/people'
import { type KnownPhone, mayHaveLostData, noteKnownPhone } from '../store/data-loss'
import { toApiResult } from './api-result'

/**
 * A phone whose store is empty asks once whether its cookie is known: browsers that throw a site's
 * data away keep a cookie that no script can read. PROTOCOL 7.13
 */
export async function askForDataLoss(): Promise<void> {
  if (!(await mayHaveLostData())) return
  const answer = await toApiResult(askOwnPhone())
  if (answer.ok) await noteKnownPhone((answer.body as { phone: KnownPhone | null }).phone)
}
