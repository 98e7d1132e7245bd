import { deviceChannel } from '../rules/channel'
import { DATA_REQUEST, type Wish } from '../rules/data-request'
import { ChangeRefused } from '../rules/refusal'
import { vietnamTime } from '../store/days'
import { newId } from '../store/ids'
import { writeChange } from '../store/outbox'
import { currentPerson } from '../store/people'
import { getSetting } from '../store/settings'
import { afterSave } from './after-save'
import { checkText } from './check-text'
import { type Outcome, outcomeOf } from './outcome'

/**
 * Keeps what who holds the phone asks for about their own data, with a network or without; it goes out with
 * what else is unsent. Only for who may act on the phone. PROTOCOL 5.20
 * @param text what is to be corrected; empty for the other wishes
 */
export function requestData(wish: Wish, text: string): Promise<Outcome> {
  return outcomeOf(async () => {
    const clean = text.normalize('NFC').trim()
    await checkText(clean, 'text', ['person_name'])
    const [person, device] = [await currentPerson(), await getSetting('device')]
    if (!person?.channel || !device) throw new ChangeRefused('unknown_author', 'author')
    const { instant } = vietnamTime(new Date())
    const where = { id: newId(), kind: DATA_REQUEST, record: newId(), at: instant }
    await writeChange({ ...where, channel: deviceChannel(device) }, () => ({
      op: 'create',
      set: clean ? { wish, text: clean } : { wish },
    }))
    afterSave()
    return {}
  })
}
