import type { Wire } from '../../../api/wire'

export type Paper = Wire['Paper']
export type PaperKind = Paper['kind']

/** In the order in which they are offered. */
export const KINDS: readonly PaperKind[] = [
  'ke_hoach',
  'huong_dan',
  'chuong_trinh',
  'bao_cao',
  'nghi_quyet',
  'danh_sach',
  'tham_luan',
  'bieu_mau',
  'khac',
]

/** How a paper stands, in the order in which it is asked for. */
export const STATES: readonly Paper['state'][] = ['live', 'planned', 'over', 'withdrawn']
