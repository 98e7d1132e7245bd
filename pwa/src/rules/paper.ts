// What is told of a paper by its row alone.
import type { Paper, PaperBlock, PaperFile } from './types'

/** The form of a paper, where there is one. */
export function fileOf<As extends PaperFile['as']>(
  { files }: Paper,
  as: As,
): Extract<PaperFile, { as: As }> | undefined {
  return files.find((one): one is Extract<PaperFile, { as: As }> => one.as === as)
}

/** Under which name on this phone a file lies. */
export const fileAddress = (sha: string): string => `/api/blobs/${sha}`

/** The same of a text, by the file of which it was read: a number of a version may come again after a restore. */
export const textAddress = (paper: Paper): string =>
  `/api/papers/${paper.id}/text/${fileOf(paper, 'original')?.sha ?? ''}`

/** Whether a paper may be read at a moment, which is ISO, as far as this phone knows. */
export function isReadable({ opens, ends }: Paper, now: string, today: string): boolean {
  return (
    (opens === null || Date.parse(opens) <= Date.parse(now)) && (ends === null || today <= ends)
  )
}

/** The words of a part of a text. */
export const textOf = (block: PaperBlock): string =>
  block.t === 'tr' ? block.x.join(' ') : block.x
