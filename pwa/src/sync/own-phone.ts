import { askOwnPhone } from '../api/people'
import { isUnasked, type KnownPhone, noteKnownPhone } from '../store/data-loss'
import { asked } from './asked'

/**
 * A phone whose store is empty asks once whether its cookie is known: browsers that throw a site's
 * data away keep a cookie that no script can read. PROTOCOL 7.13
 */
export async function askForLoss(): Promise<void> {
  if (!(await isUnasked())) return
  const answer = await asked(askOwnPhone())
  if (answer.ok) await noteKnownPhone((answer.body as { phone: KnownPhone | null }).phone)
}
