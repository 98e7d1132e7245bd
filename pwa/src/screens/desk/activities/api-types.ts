import type { Wire } from '../../../api/wire'
import type { Older } from '../../lead/api-types'

export type Activity = Wire['Activity']
export type WholeActivity = Wire['Programme']
/** Optional fields are missing in answers that an earlier version stored. */
export type Programme = Older<
  WholeActivity,
  'kind' | 'partners' | 'link' | 'teams' | 'code' | 'totals'
>
export type Kind = Activity['kind']

/** In the order in which they are offered. */
export const KINDS: readonly Kind[] = [
  'ra_quan',
  'ngay_hoi',
  'hoi_nghi',
  'dai_hoi',
  'tap_huan',
  'sinh_hoat',
  'cau_lac_bo',
]
