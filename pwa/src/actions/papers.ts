import { fileAddress, fileOf, textAddress } from '../rules/paper'
import type { Paper, PaperBlock } from '../rules/types'
import { today } from '../store/days'
import { keepRoom, makeRoom } from '../store/eviction'
import { dropPapers, keptPapers, readPapers } from '../store/papers'
import { getSetting, type PaperCopy, putSetting } from '../store/settings'
import { getPaper, type PaperPart, type PaperProblem } from '../sync/papers'

export type { PaperProblem } from '../sync/papers'
export { makeRoom }

const blob = (sha: string): PaperPart => ({
  path: `/api/blobs/${sha}`,
  address: fileAddress(sha),
})

const textPart = (paper: Paper): PaperPart => ({
  path: `/api/papers/${paper.id}/text`,
  address: textAddress(paper),
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

const isHere = (paper: Paper, kept: ReadonlySet<string>): boolean =>
  partsOf(paper).every(({ address }) => kept.has(address))

/** Which of these papers can be read with no network, as they are by now. */
export async function savedOf(papers: readonly Paper[]): Promise<ReadonlySet<string>> {
  const kept = await keptPapers()
  const saved = papers.filter((paper) => isHere(paper, kept))
  await noteCopies(saved)
  return new Set(saved.map(({ id }) => id))
}

const NOTHING = { copies: {}, opened: {} }
const isSame = (one: Paper, other: Paper): boolean => textAddress(one) === textAddress(other)

/** Notes which versions are here, so that a newer one can say what it takes the place of. */
async function noteCopies(papers: readonly Paper[]): Promise<void> {
  const known = (await getSetting('papers')) ?? NOTHING
  const copies: Record<string, PaperCopy> = { ...known.copies }
  let isNew = false
  for (const paper of papers) {
    const before = copies[paper.id]
    if (before && isSame(before.paper, paper)) continue
    const replaces = before && dayOf(before, paper)
    copies[paper.id] = { paper, day: today(), ...(replaces && { replaces }) }
    isNew = true
  }
  if (isNew) await putSetting('papers', { ...known, copies })
}

/** The day by which people know a copy: that on which it was issued, else that on which it was saved. */
const dayOf = ({ paper, day }: PaperCopy, newer: Paper): string =>
  paper.issued && paper.issued !== newer.issued ? paper.issued : day

export interface OldCopy {
  paper: Paper
  day: string
  /** Whether nobody has been asked yet whether to fetch the newer one. */
  isNews: boolean
}

/** What is here of papers whose newest version is not, by their ids. */
export async function oldCopiesOf(papers: readonly Paper[]): Promise<Record<string, OldCopy>> {
  const kept = await keptPapers()
  const copies = (await getSetting('papers'))?.copies ?? {}
  const found: Record<string, OldCopy> = {}
  for (const paper of papers) {
    const copy = copies[paper.id]
    if (!copy || isSame(copy.paper, paper) || isHere(paper, kept) || !isHere(copy.paper, kept))
      continue
    const isNews = copy.asked !== paper.version
    found[paper.id] = { paper: copy.paper, day: dayOf(copy, paper), isNews }
  }
  return found
}

/** The day of what a version that is here took the place of, if anything was. */
export async function replacedBy({ id }: Paper): Promise<string | null> {
  return (await getSetting('papers'))?.copies[id]?.replaces ?? null
}

/** Nobody is asked again whether to fetch this version. */
export async function putOff({ id, version }: Paper): Promise<void> {
  const known = (await getSetting('papers')) ?? NOTHING
  const copies: Record<string, PaperCopy> = { ...known.copies }
  const copy = copies[id]
  if (!copy) return
  copies[id] = { ...copy, asked: version }
  await putSetting('papers', { ...known, copies })
}

const MOST_OPENED = 200

/** Notes that a file was opened, or saved, today. */
async function noteLastOpened(address: string): Promise<void> {
  const known = (await getSetting('papers')) ?? NOTHING
  const { [address]: before, ...others }: Record<string, string> = known.opened
  if (before === today()) return
  const lately = Object.fromEntries(Object.entries(others).slice(-MOST_OPENED))
  await putSetting('papers', { ...known, opened: { ...lately, [address]: today() } })
}

/** Saves all of these, one after the other; answers what kept it from that, or null. */
export async function savePapers(
  papers: readonly Paper[],
  onSaved: () => void,
): Promise<PaperProblem | null> {
  await keepRoom()
  let closed: PaperProblem | null = null
  for (const paper of papers) {
    for (const part of partsOf(paper)) {
      let came = await getPaper(part)
      // Pictures of pages make room for texts, and not for each other.
      const isFull = typeof came !== 'string' && !came.isKept
      if (isFull && fileOf(paper, 'text') && (await makeRoom())) came = await getPaper(part)
      if (came === 'unreachable') return came
      if (typeof came === 'string') closed = came
      else if (!came.isKept) return 'storage_full'
      if (part.address === fileAddress(fileOf(paper, 'original')?.sha ?? ''))
        await noteLastOpened(part.address)
    }
    if (isHere(paper, await keptPapers())) await noteCopies([paper])
    onSaved()
  }
  return closed
}

/** The text of a paper. */
export async function openText(paper: Paper): Promise<PaperBlock[] | PaperProblem> {
  const came = await getPaper(textPart(paper))
  if (typeof came === 'string') return came
  if (came.isKept) await noteCopies([paper])
  return ((await came.response.json()) as { blocks: PaperBlock[] }).blocks
}

/** The file as it was sent. */
export async function openOriginal(sha: string): Promise<Blob | PaperProblem> {
  const came = await openFile(sha)
  if (typeof came !== 'string') await noteLastOpened(fileAddress(sha))
  return came
}

/** A picture of a page, or any file of a paper. */
export async function openFile(sha: string): Promise<Blob | PaperProblem> {
  const came = await getPaper(blob(sha))
  return typeof came === 'string' ? came : await came.response.blob()
}

/**
 * Drops what belongs to no paper of this phone any more: withdrawn, over, or written anew, once that is here.
 * Where hardly anything is free, papers make room.
 */
export async function dropOldPapers(): Promise<void> {
  const day = today()
  const live = (await readPapers()).filter(({ ends }) => ends === null || day <= ends)
  await savedOf(live)
  const old = Object.values(await oldCopiesOf(live)).map(({ paper }) => paper)
  const papers = [...live, ...old]
  const wanted = papers.flatMap((paper) => [
    ...partsOf(paper),
    ...(fileOf(paper, 'pages')?.pages ?? []).map(({ sha }) => blob(sha)),
    blob(fileOf(paper, 'original')?.sha ?? ''),
  ])
  await dropPapers(new Set(wanted.map(({ address }) => address)))
  await forgetCopies(new Set(live.map(({ id }) => id)))
  await keepRoom()
}

/** What was withdrawn, or is over, took the place of nothing. */
async function forgetCopies(live: ReadonlySet<string>): Promise<void> {
  const known = (await getSetting('papers')) ?? NOTHING
  const all = Object.entries<PaperCopy>(known.copies)
  const left = all.filter(([id]) => live.has(id))
  if (left.length < all.length)
    await putSetting('papers', { ...known, copies: Object.fromEntries(left) })
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
