import { desk } from './desk'
import { first } from './first'
import { later } from './later'
import { problems } from './problems'
import { security } from './security'

/** All sentences in English; one file, fetched when somebody chooses it. */
export const all: Record<string, string> = {
  ...first,
  ...later,
  ...desk,
  ...problems,
  ...security,
}
