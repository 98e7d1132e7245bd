// The kinds of record that phones write.
import { ChangeRefused } from '../refusal'
import type { Fields, Op } from '../types'
import * as helpSession from './help_session'
import * as member from './member'
import * as place from './place'

/** The clean fields of a change of this kind. Throws ChangeRefused. */
export function validate(kind: string, set: Readonly<Fields>, op: Op): Fields {
  return of(kind).validate(set, op)
}

/** What only the whole record shows. Throws ChangeRefused. */
export function checkWhole(kind: string, whole: Readonly<Fields>): void {
  of(kind).checkWhole(whole)
}

function of(kind: string): Pick<typeof place, 'validate' | 'checkWhole'> {
  if (kind === 'help_session') return helpSession
  if (kind === 'place') return place
  if (kind === 'member') return member
  throw new ChangeRefused('server_only_kind')
}
