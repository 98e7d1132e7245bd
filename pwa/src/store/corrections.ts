import { isOwn } from '../rules/correction'
import { tellsWho } from '../rules/kinds/tables'
import type { Row } from '../rules/types'
import { same } from '../rules/values'
import { db } from './database'
import { withStore } from './errors'
import { readEnrolments } from './people'
import { getSetting, putSetting } from './settings'

/**
 * Notes which of the rows that came are sessions of which somebody on this phone should hear:
 * somebody else changed an own one, or an author took back what a lead had voided. Only what came
 * since this phone had all: a new phone of theirs need not tell it again. Joins the transaction
 * around it.
 */
export async function noteCorrections(before: Map<string, Row>, arrived: Row[]): Promise<void> {
  const changed = arrived.filter(({ id, kind, f }) => {
    const old = before.get(id)
    return tellsWho(kind) && f.corrected && old && !same(old.f.corrected, f.corrected)
  })
  if (changed.length === 0 || !(await getSetting('complete'))) return
  const people = (await readEnrolments()).filter((one) => one.state === 'approved')
  const members = new Set(people.map((one) => one.member))
  const led = new Set(people.filter((one) => one.role === 'lead').map((one) => one.team))
  const told = changed.filter(({ f }) =>
    isOwn(f)
      ? led.has(String(f.team)) && !members.has(String(f.author))
      : members.has(String(f.author)),
  )
  if (told.length === 0) return
  const unread = (await getSetting('corrections')) ?? []
  await putSetting('corrections', [...new Set([...unread, ...told.map((row) => row.id)])])
}

/** These sessions have been read. */
export async function readCorrections(sessions: string[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const unread = (await getSetting('corrections')) ?? []
      const left = unread.filter((id) => !sessions.includes(id))
      if (left.length < unread.length) await putSetting('corrections', left)
    }),
  )
}
