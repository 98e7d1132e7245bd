// What a screening reports, and how overlapping reports become one.
//
// Kept apart from the detectors so that each of them may claim a stretch of text without
// knowing what the others claim.

export const KINDS = [
  'identity_number',
  'phone_number',
  'card_or_account',
  'email',
  'one_time_code',
  'secret',
  'person_name',
  'birth_date',
  'address',
  'account_name',
] as const

export type Kind = (typeof KINDS)[number]

/**
 * A stretch of a note that may tell who a citizen is, or open their account.
 *
 * `start` and `end` (exclusive) count Unicode code points of the NFC-normalised note, as the
 * server's do; cut with `Array.from(toNfc(note)).slice(start, end)`, never with `note.slice`.
 */
export interface Finding {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

/** A detector's wish: a kind over [start, end) of the folded text (see folding). */
export interface Claim {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

/**
 * Order findings by place; those that share a code point become one.
 *
 * The joint finding keeps the kind of the longest part, for it names best what a person has
 * to remove; on a tie the earlier in the given order wins.
 */
export function mergeOverlaps(findings: readonly Finding[]): Finding[] {
  const inOrder = [...findings].sort((a, b) => a.start - b.start)
  const merged: Finding[] = []
  let longest = 0
  for (const finding of inOrder) {
    const length = finding.end - finding.start
    const last = merged[merged.length - 1]
    if (last !== undefined && finding.start < last.end) {
      const kind = length > longest ? finding.kind : last.kind
      longest = Math.max(longest, length)
      merged[merged.length - 1] = {
        kind,
        start: last.start,
        end: Math.max(last.end, finding.end),
      }
    } else {
      merged.push(finding)
      longest = length
    }
  }
  return merged
}
