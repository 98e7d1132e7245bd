import { pathOf, queryOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

export type Activity = Wire['Activity']

export type ActivityToWrite = Wire['ActivityToWrite']

export type ProgrammeToWrite = Wire['ProgrammeToWrite']

export interface ActivityDays {
  unit?: string
  from: string
  to: string
}

const one = (id: string) => `/api/activities/${encodeURIComponent(id)}`

/** Where a browser finds them as an Excel file, of one kind if given. */
export const activitiesSheet = (days: ActivityDays, kind: string): string =>
  `/api/activities.xlsx${queryOf({ ...days, kind: kind || undefined })}`

/** Sets an activity up, or writes the one with that id anew. */
export async function writeActivity(
  activity: ActivityToWrite,
  id: string | null,
  shown: string,
): Promise<Outcome<{ activity: Activity }>> {
  const answer = id
    ? await change('PUT', one(id), activity, [shown])
    : await change('POST', '/api/activities', activity, [shown])
  return answer.ok ? { ok: true, activity: answer.body as Activity } : answer
}

export async function callOff(id: string, shown: string): Promise<Outcome> {
  return await change('DELETE', one(id), undefined, [shown])
}

/** Writes the whole programme anew; its phones have it with their next round. */
export async function writeProgramme(id: string, programme: ProgrammeToWrite): Promise<Outcome> {
  const path = pathOf('/api/activities/{activity_id}/programme', { activity_id: id })
  return await change('PUT', path, programme, [path])
}
