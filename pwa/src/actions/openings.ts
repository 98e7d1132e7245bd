import type { Paper, PaperFile } from '../rules/types'
import { vietnamTime } from '../store/days'
import { addOpening } from '../store/openings'
import { afterSave } from './after-save'

/**
 * Notes that a paper was opened by who holds the phone, once a version, with a network or without. Where it
 * cannot be kept, reading goes on, and it is noted the next time.
 */
export async function noteOpened({ id, version }: Paper, as: PaperFile['as']): Promise<void> {
  const { instant } = vietnamTime(new Date())
  if (await addOpening(id, version, as, instant).catch(() => false)) afterSave()
}
