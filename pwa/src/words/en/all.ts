import { desk } from './desk'
import { first } from './first'
import { later } from './later'
import { problems } from './problems'

/** All sentences in English; one file, fetched when somebody chooses it. */
export const all: Record<string, string> = { ...first, ...later, ...desk, ...problems }
