import { dropLease, takeLease } from '../store/lease'
import type { OneAtATime } from './sender'

const NAME = 'tungngo-sync'
const LEASE_MS = 60_000
const LOOK_AGAIN_MS = 3_000

/** One sender over all tabs and the worker: Web Locks, else a lease in the store. PROTOCOL 7 */
export const oneAtATime: OneAtATime = async (work) => {
  const locks = (navigator as { locks?: LockManager }).locks
  if (!locks) return await withLease(work)
  let result: Awaited<ReturnType<typeof work>> | undefined
  await locks.request(NAME, async () => {
    result = await work()
  })
  return result as Awaited<ReturnType<typeof work>>
}

async function withLease<T>(work: () => Promise<T>): Promise<T> {
  const holder = crypto.randomUUID()
  while (!(await takeLease(holder, Date.now(), LEASE_MS))) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  try {
    return await work()
  } finally {
    await dropLease(holder)
  }
}
