import { t } from '../../i18n'

/** What a parcel is, to who takes or keeps it: one may hold new places and members alone. */
export function parcelSummary({ from, sessions }: { from: string; sessions: number }): string {
  return t(sessions > 0 ? 'carried.of' : 'carried.part', { n: sessions, name: from })
}
