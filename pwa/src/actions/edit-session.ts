import { SERVICE } from '../rules/kinds/help_session'
import type { Fields } from '../rules/types'
import { same } from '../rules/values'
import { readCorrections as read } from '../store/corrections'
import { edit, fieldsOf, type HelpSessionInput } from './help-session'
import type { Outcome } from './outcome'
import { outcomeOf } from './results'
import { checkText } from './screened'

/**
 * Changes what differs between the form as it was `seen` and the form now. What came in meanwhile
 * stays, and a field that both changed goes to the server with the value that was seen, so that
 * nobody's correction is undone in silence. Without `seen` all of the patch is meant. `why` is what
 * a lead says who changes somebody else's session.
 */
export async function editHelpSession(
  id: string,
  patch: Partial<HelpSessionInput>,
  { seen, draft, why }: { seen?: HelpSessionInput; draft?: string; why?: string | undefined } = {},
): Promise<Outcome> {
  const checked = await outcomeOf(async () => {
    await checkText(patch.note, 'note')
    return {}
  })
  if (!checked.ok) return checked
  const before = seen && fieldsOf(seen)
  return await edit(
    id,
    (now) => {
      const given = fieldsOf(patch)
      const set = patch.services ? withoutServicesLeft(given, before ?? now) : given
      return before ? differing(set, before) : set
    },
    { before, draft, why },
  )
}

/**
 * What is wanted of a session where a form differs from what was seen: the fields to set, and what
 * they were.
 */
export function differenceOf(
  input: HelpSessionInput,
  seen: HelpSessionInput,
): { set: Fields; prev: Fields } {
  const before = fieldsOf(seen)
  const set = differing(withoutServicesLeft(fieldsOf(input), before), before)
  const prev = Object.fromEntries(Object.keys(set).map((name) => [name, before[name] ?? null]))
  return { set, prev }
}

/** A service that stood there and is not in the form any more goes away. */
function withoutServicesLeft(set: Fields, before: Fields): Fields {
  const gone = Object.keys(before).filter((name) => isService(name) && !(name in set))
  return { ...set, ...Object.fromEntries(gone.map((name) => [name, null])) }
}

const isService = (name: string) => name.startsWith(SERVICE)

function differing(set: Fields, before: Fields): Fields {
  const names = Object.keys(set).filter((name) => !same(set[name], before[name]))
  return Object.fromEntries(names.map((name) => [name, set[name]]))
}

/** Somebody has read what was changed of these sessions, and why. */
export async function readCorrections(sessions: string[]): Promise<void> {
  await read(sessions)
}
