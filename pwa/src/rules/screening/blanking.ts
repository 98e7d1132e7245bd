// Takes the findings out of a note, for records that are kept although a text was not clean.

import { findCitizenData } from './detecting'
import type { Finding, Kind } from './findings'
import { toNfc } from './folding'
import { strip } from './lists'

export const BLANK = '…'

// What stands on both sides of a blank may make a new number; notes need one or two rounds.
const ROUNDS = 6

/** Put a blank in the place of each finding, with at most one space on either side. */
function without(nfc: string, findings: readonly Finding[]): string {
  const source = Array.from(nfc)
  const pieces: string[] = []
  let at = 0
  for (const finding of findings) {
    const before = source.slice(at, finding.start).join('')
    const kept = strip(before, ' ')
    const lead = at > 0 && before.startsWith(' ') ? ' ' : ''
    const tail = kept !== '' && before.endsWith(' ') ? ' ' : ''
    pieces.push(lead, kept, tail, BLANK)
    at = finding.end
  }
  const rest = source.slice(at).join('')
  const kept = strip(rest, ' ')
  const lead = kept !== '' && rest.startsWith(' ') ? ' ' : ''
  return pieces.join('') + lead + kept
}

/**
 * Give the note in NFC with "…" for each finding that is not of an `allowed` kind; nothing else is
 * found in what is returned.
 *
 * A note without findings comes back unchanged but for NFC. Should blanks go on making new
 * findings, which no real note does, the whole note is given up.
 */
export function blank(text: string, allowed: readonly Kind[] = []): string {
  let nfc = toNfc(text)
  for (let round = 0; round < ROUNDS; round += 1) {
    const findings = findCitizenData(nfc, allowed)
    if (findings.length === 0) return nfc
    nfc = toNfc(without(nfc, findings))
  }
  return BLANK
}
