import { db } from '../store/database'
import { type Live, live } from './live'

/** An edit of a saved session that was begun. */
export interface Edit {
  key: string
  session: string
  value: { draft: { day: string; start: string }; seen?: object }
}

/** Whether anything in the form is other than it was: what was set back is no change. */
export const isChanged = ({ draft, seen }: Edit['value']): boolean =>
  JSON.stringify({ ...draft, timed: undefined }) !== JSON.stringify(seen)

const EDIT = 'edit '

/** The edits that a person has begun and not saved; `holder` ends their keys (screens/log/holder.ts). */
export function unfinishedEdits(holder: string): Live<Edit[]> {
  return live(`edits ${holder}`, async () => {
    const drafts = await db.drafts.where('key').startsWith(EDIT).toArray()
    return drafts
      .filter(({ key, value }) => key.endsWith(`@${holder}`) && isChanged(value as Edit['value']))
      .map(({ key, value }) => {
        const session = key.slice(EDIT.length, key.indexOf('@'))
        return { key, session, value: value as Edit['value'] }
      })
  })
}
