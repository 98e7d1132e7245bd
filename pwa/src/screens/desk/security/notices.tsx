import './words'
import type { Session } from '../../lead/api-types'
import { AccessChangesNotice } from './access-changes'
import { GuessesNotice } from './guesses'

/** What the owner of the account has to know before anything else. */
export function SecurityNotices({ session }: { session: Session }) {
  const { guesses, access_changes: changes = [] } = session
  return (
    <>
      {changes.length > 0 && <AccessChangesNotice changes={changes} />}
      {guesses && <GuessesNotice guesses={guesses} />}
    </>
  )
}
