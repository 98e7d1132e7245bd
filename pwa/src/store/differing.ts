import { getSetting, putSetting } from './settings'

/**
 * Changes which channels fetching anew did not mend. Joins the transaction around it. PROTOCOL 7.6
 * @returns whether that made a difference
 */
export async function noteDiffering(change: (before: string[]) => string[]): Promise<boolean> {
  const before = (await getSetting('differing')) ?? []
  const after = change(before)
  if (after.length === before.length) return false
  await putSetting('differing', after)
  return true
}
