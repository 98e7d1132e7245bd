import { queryOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change } from '../../sync/desk'
import { uploadFile } from '../../sync/upload'
import type { Outcome } from '../outcome'

export type PaperParts = Omit<Wire['PaperToChange'], 'file' | 'edition'>

/** Whose papers: an activity's, or a unit's own. */
export type PapersOf = { activity: string } | { unit: string }

/** As the server takes them; more is not even read. */
const MOST_BYTES = 20 * 1024 * 1024
/** A scan of many pages is drawn, and others may be read before. */
const READING_MS = 180_000

/** Where a browser finds a file of a paper. */
export { fileAddress } from '../../rules/paper'

/** Where a browser finds them as an Excel file, of one state if given. */
export const papersSheet = (of: PapersOf, state: string): string =>
  `/api/papers.xlsx${queryOf({ ...of, state: state || undefined })}`

const one = (id: string) => `/api/papers/${encodeURIComponent(id)}`

/** Sends the file, if there is one, and then what is said of it: a new paper, or a new version of one. */
export async function writePaper(
  said: PaperParts,
  file: File | null,
  paper: { unit: string; activity: string | null; id?: string; edition?: number },
  shown: string,
  onSent: (percent: number) => void,
): Promise<Outcome> {
  let sha: string | null = null
  if (file) {
    if (file.size > MOST_BYTES) return { ok: false, problem: 'file_refused' }
    const sent = await uploadFile(file, (bytes) => onSent(Math.floor((100 * bytes) / file.size)))
    if (!sent.ok) return sent
    sha = sent.sha ?? null
  }
  if (paper.id && paper.edition) {
    const body = { ...said, file: sha, edition: paper.edition }
    return await change('PUT', one(paper.id), body, [shown], READING_MS)
  }
  const body = { ...said, unit: paper.unit, activity: paper.activity, file: sha }
  return await change('POST', '/api/papers', body, [shown], READING_MS)
}

export async function withdrawPaper(id: string, shown: string): Promise<Outcome> {
  return await change('DELETE', one(id), undefined, [shown])
}
