// What stands below what: each rank under those above it.
const RANKS = [
  ['tinh'],
  ['cum', 'thi_xa', 'thanh_pho', 'huyen'],
  ['xa', 'phuong', 'dac_khu', 'thi_tran'],
  ['thon'],
]

/** The kinds of unit that may stand under one of a kind, the usual one first; none under a village.
 * Under no unit at all any may. */
export const kindsBelow = (kind: string | undefined): string[] =>
  RANKS.slice(RANKS.findIndex((rank) => kind !== undefined && rank.includes(kind)) + 1).flat()
