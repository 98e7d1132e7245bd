import type { Wire } from '../../../api/wire'

export type PrintedCode = Wire['PrintedCode']
export type PrintedCodes = Wire['PrintedCodes']

/** What the list is that shows a code: under which key it is kept, and to which hosts codes may lead. */
export interface Register {
  shown: string
  hosts: readonly string[]
}
