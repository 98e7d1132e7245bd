import { db } from './database'
import { withStore } from './errors'
import { getMeta, type Pin, putMeta } from './meta'
import { readEnrolments } from './people'
import { pinHolds } from './pin-holds'

// A PIN locks what the screen shows under a name. It hides from a glance and a borrowed phone, not
// from who can read the store, and it never keeps anything from being sent.

export async function readPin(member: string): Promise<Pin | null> {
  return await withStore(async () => {
    const pin = (await getMeta('pins'))?.[member]
    return pin && pinHolds(pin, member, await readEnrolments()) ? pin : null
  })
}

/** Keeps a new PIN, or with null none; what leads took away before does not touch it. */
export async function putPin(
  member: string,
  made: Pick<Pin, 'salt' | 'hash' | 'rounds'> | null,
): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, db.base, async () => {
      const { [member]: _old, ...others } = (await getMeta('pins')) ?? {}
      if (!made) return await putMeta('pins', others)
      const own = (await readEnrolments()).filter((one) => one.member === member)
      const resets = Object.fromEntries(own.map((one) => [one.team, one.pin_resets ?? 0]))
      const pin: Pin = { ...made, resets, wrong: 0, wrongAt: null }
      await putMeta('pins', { ...others, [member]: pin })
    }),
  )
}

/**
 * Counts a try before it is looked at, so that closing the app in between gains nothing; null once
 * it was right.
 */
export async function countTry(member: string, at: string | null): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const pins = (await getMeta('pins')) ?? {}
      const pin = pins[member]
      if (!pin) return
      const wrong = at === null ? 0 : pin.wrong + 1
      await putMeta('pins', { ...pins, [member]: { ...pin, wrong, wrongAt: at } })
    }),
  )
}
