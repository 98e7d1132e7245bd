import { db } from './database'
import { withStore } from './errors'

/** How often a team's targets and days of action were changed, as far as the rounds have told. */
export async function planVersion(team: string): Promise<number> {
  return Number((await withStore(() => db.base.get(team)))?.f.plan ?? 0)
}
