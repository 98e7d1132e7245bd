import { withStore } from './errors'
import { getMeta, type MetaValues, putMeta } from './meta'

export type JoinRequest = NonNullable<MetaValues['joinRequest']>

const A_DAY = 86_400_000

/** Keeps how this phone joined, to say it once more if the browser loses the cookie. */
export async function keepJoinRequest(request: JoinRequest): Promise<void> {
  await withStore(() => putMeta('joinRequest', request))
}

/** The request while it is younger than a day, else null. */
export async function readJoinRequest(now: Date): Promise<JoinRequest | null> {
  return await withStore(async () => {
    const kept = await getMeta('joinRequest')
    return kept && Math.abs(now.getTime() - Date.parse(kept.at)) < A_DAY ? kept : null
  })
}

export async function forgetJoinRequest(): Promise<void> {
  await withStore(() => putMeta('joinRequest', null))
}
