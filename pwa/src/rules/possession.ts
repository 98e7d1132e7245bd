/** What a phone proves that it is itself for. PROTOCOL 4.7.6 */
export type Purpose = 'join' | 'rejoin'

/** What it signs to answer a challenge; nothing else that it signs begins like this. */
export function proofText(purpose: Purpose, device: string, nonce: string): Uint8Array {
  return new TextEncoder().encode(`tungngo proof 1\n${purpose}\n${device}\n${nonce}`)
}
