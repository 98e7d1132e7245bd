import { readRecordState } from '../store/outbox'
import { type Live, live } from './live'

/** Whether a record is there: the form that was to become it has been saved, here or elsewhere. */
export function isRecorded(record: string): Live<boolean> {
  return live(`recorded ${record}`, async () => {
    const { row, fields } = await readRecordState(record)
    return row !== undefined || fields !== null
  })
}
