const FIRST_MS = 2_000
const MOST_MS = 300_000

/**
 * When to try again after failures in a row: full jitter, so that the phones of a whole town do
 * not come back in the same second. What the server asks for is the least.
 *
 * @param failures 1 after the first
 * @param retryAfter seconds, as the server asked; null if it did not
 * @returns milliseconds
 */
export function waitAfter(
  failures: number,
  retryAfter: number | null,
  random: () => number,
): number {
  const jitter = random() * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures, 20))
  return retryAfter === null ? Math.max(500, jitter) : retryAfter * 1_000 + Math.min(jitter, 30_000)
}
