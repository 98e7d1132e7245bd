// Streets, schools, communes and lakes of the region that begin like a person's name.

import { HEROES, LONGEST_HERO } from './name-words'
import type { Writing } from './writing'

/** Give how many words the longest such name at a place has, or 0. */
export function heroAt(note: Writing, at: number): number {
  let name = note.text(at)
  let length = 0
  for (let count = 2; count <= LONGEST_HERO && note.joined(at + count - 2); count += 1) {
    name += `-${note.text(at + count - 1)}`
    if (HEROES.has(name)) length = count
  }
  return length
}
