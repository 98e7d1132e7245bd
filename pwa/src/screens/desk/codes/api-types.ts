import type { Wire } from '../../../api/wire'

export type PrintedCode = Wire['PrintedCode']

export type CodeTarget = Wire['CodeTargetShown']
export type CodeTargetSaid = Wire['CodeTarget']

/** What the list is that shows a code: under which key it is kept, and to which hosts
 * and records codes may lead. */
export interface Register {
  shown: string
  hosts: readonly string[]
  targets: readonly CodeTarget[]
}
