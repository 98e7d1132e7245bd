import { readContext, viewRecords } from './reading'
import { isSession, whereOf } from './standing'

/** On the app's icon: how many sessions are not sent, a dot for other things alone, nothing for none. */
export function showBadge(sessions: number, others: number): void {
  // Few browsers have it, and some ask for more before they show it: it is told in the app, too.
  if (!('setAppBadge' in navigator)) return
  const shown =
    sessions + others === 0
      ? navigator.clearAppBadge()
      : navigator.setAppBadge(sessions || undefined)
  shown.catch(() => undefined)
}

/** The same for what the store says, where no screen tells: sessions as these count them. */
export async function updateBadge(): Promise<void> {
  const context = await readContext()
  const held = await viewRecords([...context.outbox.keys()], context)
  const here = held.filter((one) => whereOf(one) === 'here')
  const sessions = here.filter(isSession).length
  showBadge(sessions, here.length - sessions)
}
