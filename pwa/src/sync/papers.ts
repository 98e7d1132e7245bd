import { fetchPaper } from '../api/papers'
import { PRACTICE } from '../practice'
import { actingMember } from '../store/acting'
import { keepPaper, readPaper } from '../store/papers'

/** Why something cannot be read: there is no network, it is not to be read, there is no room. */
export type PaperProblem = 'unreachable' | 'paper_closed' | 'storage_full'

/** Where what is read lies: on the server, and under which name on this phone. */
export interface PaperPart {
  path: string
  address: string
}

/** What came, and whether it is here from now on. */
export interface CamePaper {
  response: Response
  isKept: boolean
}

/** What is here, else what the server gives, which is here from then on where there is room. */
export async function getPaper({ path, address }: PaperPart): Promise<CamePaper | PaperProblem> {
  const here = await readPaper(address)
  if (here) return { response: here, isKept: true }
  if (PRACTICE) return 'unreachable'
  let came: Response
  try {
    came = await fetchPaper(path, await actingMember())
  } catch {
    return 'unreachable'
  }
  if (came.status >= 500 || came.status === 429) return 'unreachable'
  if (!came.ok) return 'paper_closed'
  const isKept = await keepPaper(address, came.clone()).then(
    () => true,
    () => false,
  )
  return { response: came, isKept }
}
