import type { Wire } from '../../../api/wire'

export type PrintedCode = Wire['PrintedCode']
export type PrintedCodes = Wire['PrintedCodes']
