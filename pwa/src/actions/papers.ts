import { fileOf } from '../rules/paper'
import type { Paper, PaperBlock } from '../rules/types'
import { today } from '../store/days'
import { dropPapers, keptPapers, readPapers } from '../store/papers'
import { getSetting, putSetting } from '../store/settings'
import { getPaper, type PaperPart, type PaperProblem } from '../sync/papers'

export type { PaperProblem } from '../sync/papers'

const blob = (sha: string): PaperPart => ({
  path: `/api/blobs/${sha}`,
  address: `/api/blobs/${sha}`,
})

/** By the file of which it was read: a number of a version may come again after a restore. */
const textPart = (paper: Paper): PaperPart => ({
  path: `/api/papers/${paper.id}/text`,
  address: `/api/papers/${paper.id}/text/${fileOf(paper, 'original')?.sha ?? ''}`,
})

/** What is saved of a paper for reading it with no network: its text, else its pages, else the file. */
function partsOf(paper: Paper): PaperPart[] {
  if (fileOf(paper, 'text')) return [textPart(paper)]
  const pages = fileOf(paper, 'pages')
  if (pages) return pages.pages.map(({ sha }) => blob(sha))
  const original = fileOf(paper, 'original')
  return original ? [blob(original.sha)] : []
}

/** How many bytes that is. */
export const bytesOf = (paper: Paper): number =>
  (fileOf(paper, 'text') ?? fileOf(paper, 'pages') ?? fileOf(paper, 'original'))?.bytes ?? 0

/** Which of these papers can be read with no network. */
export async function savedOf(papers: readonly Paper[]): Promise<ReadonlySet<string>> {
  const kept = await keptPapers()
  const saved = papers.filter((paper) => partsOf(paper).every(({ address }) => kept.has(address)))
  return new Set(saved.map(({ id }) => id))
}

/** Saves all of these, one after the other; answers what kept it from that, or null. */
export async function savePapers(
  papers: readonly Paper[],
  onSaved: () => void,
): Promise<PaperProblem | null> {
  let closed: PaperProblem | null = null
  for (const paper of papers) {
    for (const part of partsOf(paper)) {
      const came = await getPaper(part)
      if (came === 'unreachable') return came
      if (typeof came === 'string') closed = came
      else if (!came.isKept) return 'storage_full'
    }
    onSaved()
  }
  return closed
}

/** The text of a paper. */
export async function openText(paper: Paper): Promise<PaperBlock[] | PaperProblem> {
  const came = await getPaper(textPart(paper))
  if (typeof came === 'string') return came
  return ((await came.response.json()) as { blocks: PaperBlock[] }).blocks
}

/** A file of a paper: a page, or what was sent. */
export async function openFile(sha: string): Promise<Blob | PaperProblem> {
  const came = await getPaper(blob(sha))
  return typeof came === 'string' ? came : await came.response.blob()
}

/** Drops what belongs to no paper of this phone any more: withdrawn, written anew, or over. */
export async function dropOldPapers(): Promise<void> {
  const day = today()
  const papers = (await readPapers()).filter(({ ends }) => ends === null || day <= ends)
  const wanted = papers.flatMap((paper) => [
    ...partsOf(paper),
    ...(fileOf(paper, 'pages')?.pages ?? []).map(({ sha }) => blob(sha)),
    blob(fileOf(paper, 'original')?.sha ?? ''),
  ])
  await dropPapers(new Set(wanted.map(({ address }) => address)))
}

/** How somebody reads here: the size of letters in percent, and where in the paper they were. */
export async function readingOf(paper: Paper): Promise<{ size: number; place: number }> {
  const known = await getSetting('reading')
  return { size: known?.size ?? 100, place: known?.places[placeKey(paper)] ?? 0 }
}

const MOST_PLACES = 50
const placeKey = ({ id, version }: Paper): string => `${id}/${version}`

/** Keeps that. */
export async function keepReading(
  paper: Paper,
  { size, place }: { size: number; place: number },
): Promise<void> {
  const known = (await getSetting('reading'))?.places ?? {}
  const { [placeKey(paper)]: _, ...others } = known
  const lately = Object.entries(others).slice(-MOST_PLACES)
  await putSetting('reading', {
    size,
    places: { ...Object.fromEntries(lately), [placeKey(paper)]: place },
  })
}
