import { teamOf } from '../channel'
import type { Change, Fields } from '../types'

/** The fields that the server adds to a create, from its channel and author. */
export function ownedFields(change: Pick<Change, 'kind' | 'channel' | 'author'>): Fields {
  if (change.kind !== 'help_session') return {}
  return { team: teamOf(change.channel), author: change.author }
}
