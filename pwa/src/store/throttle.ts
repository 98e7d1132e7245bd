/**
 * Whether less than this has passed since a moment that was noted here. One that lies ahead was noted
 * while the clock was fast: to wait for it might take years.
 */
export function isWithin(noted: string | undefined, withinMs: number, now: Date): boolean {
  const passed = now.getTime() - Date.parse(noted ?? '')
  return passed >= 0 && passed < withinMs
}
