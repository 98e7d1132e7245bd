import { getDraft } from '../store/drafts'
import { readRecordState } from '../store/outbox'
import { type Live, live } from './live'

export { crowdKey } from '../store/drafts'

/** An unfinished form by its key; null if there is none. */
export function draft<T>(key: string): Live<T | null> {
  return live(`draft ${key}`, async () => (await getDraft(key)) as T | null, false)
}

/** Whether a record is there: the form that was to become it has been saved, here or elsewhere. */
export function isRecorded(record: string): Live<boolean> {
  return live(`recorded ${record}`, async () => {
    const { row, fields } = await readRecordState(record)
    return row !== undefined || fields !== null
  })
}
