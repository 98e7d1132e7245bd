import type { Wire } from '../../../api/wire'

export type Activity = Wire['Activity']
