import { deviceChannel } from '../rules/channel'
import type { Paper, PaperFile } from '../rules/types'
import { vietnamTime } from '../store/days'
import { newId } from '../store/ids'
import { writeChange } from '../store/outbox'
import { currentPerson } from '../store/people'
import { getSetting, putSetting } from '../store/settings'
import { afterSave } from './after-save'

const MOST_KNOWN = 1000
let underWay: Promise<void> = Promise.resolve()

/**
 * Notes that a paper was opened by who holds the phone, once a version, with a network or without. Where it
 * cannot be kept, reading goes on, and it is noted the next time; told twice it counts once. PROTOCOL 5.17
 */
export function noteOpened(paper: Paper, as: PaperFile['as']): Promise<void> {
  underWay = underWay.then(() => note(paper, as)).catch(() => undefined)
  return underWay
}

async function note({ id, version }: Paper, as: PaperFile['as']): Promise<void> {
  const [person, device] = [await currentPerson(), await getSetting('device')]
  if (!person?.channel || !device) return
  const key = `${person.member}/${id}/${version}`
  const known = (await getSetting('openings')) ?? []
  if (known.includes(key)) return
  const { instant } = vietnamTime(new Date())
  const where = { id: newId(), kind: 'opening', record: newId(), at: instant }
  await writeChange({ ...where, channel: deviceChannel(device) }, () => ({
    op: 'create',
    set: { document: id, version, as },
  }))
  await putSetting('openings', [...known, key].slice(-MOST_KNOWN))
  afterSave()
}
