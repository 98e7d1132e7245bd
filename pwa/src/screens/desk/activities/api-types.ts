import type { Wire } from '../../../api/wire'

export type Activity = Wire['Activity']
export type Programme = Wire['Programme']
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
