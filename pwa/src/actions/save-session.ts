import { SERVICE } from '../rules/kinds/help_session'
import type { Fields } from '../rules/types'
import { vietnamTime } from '../store/days'
import { create, type HelpSessionInput, type Saved } from './help-session'

/**
 * Records a help session. When it resolves with ok, the session is durable on this phone and
 * "Đã lưu trên máy" may be said. Nothing here waits for the network. `draft` is the key of the form
 * that it was filled in on, which goes with it; `record` what the form was to become from its start,
 * so that one form saved in two windows is one session.
 */
export async function saveHelpSession(
  input: HelpSessionInput,
  draft?: string,
  record?: string,
): Promise<Saved> {
  const { day, start } = vietnamTime(new Date())
  return await create({ day, start, ...fieldsOf(input) }, draft, record)
}

/** The fields of the record that a form's input gives. */
export function fieldsOf(input: Partial<HelpSessionInput>): Fields {
  const fields: Fields = {}
  const set = (name: string, value: unknown) => {
    if (value !== undefined) fields[name] = value
  }
  set('day', input.day)
  set('start', input.start)
  set('end', input.end)
  set('people', input.people)
  set('place_kind', input.placeKind)
  set('place', input.place)
  set('age_band', input.ageBand)
  set('companions', input.companions)
  set('note', input.note)
  set('due', input.due)
  set('continues', input.continues)
  for (const { code, ...service } of input.services ?? []) {
    set(SERVICE + code, { ...service, reasons: service.reasons ?? [] })
  }
  return fields
}
